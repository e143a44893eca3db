//[author: test]
//[rule: ^js panel ?(.*)$]
var missing = false
try {
    importJs("qinglong.js")
} catch (err) {
    missing = true
}
let name = param(1)
function container() {
    for (let key of bucketKeys("qls")) {
        let one = JSON.parse(bucketGet("qls", key))
        if (one.name == "es5") return one
    }
}
function main() {
    if (missing) { sendText("no qinglong.js"); return }
    bucketSet("qls", "es5", JSON.stringify({ host: "http://127.0.0.1:" + call("port")() + "/panel", client_id: "id", client_secret: "secret", name: "es5" }))
    let c = container()
    let ql = Qinglong(c.host, c.client_id, c.client_secret)
    let added = ql.ApiQL("envs", "", "post", JSON.stringify([{ name: name, value: "v", remarks: GetUserID() }]))
    let found = ql.ApiQL("envs", "?searchValue=" + name + "&t=" + Date.now(), "get", "").data
    sendText(added.code + " " + found.length + " " + found[0].value)
    try { new Qinglong(c.host, c.client_id, "wrong") } catch (e) { sendText("refused: " + /does not let this host in/.test(e.message)) }
    bucketDel("qls", "es5")
}
main()
