//[author: test]
//[rule: ^js fetch (\w+)$]
var base = "http://127.0.0.1:" + call("port")() + "/es5/board/"
function say() {
    let got = request({
        url: base + encodeURIComponent(param(1)), method: "GET", dataType: "json", timeOut: 30000,
        headers: { "X-From": "script" },
    })
    sendText(got.code + " " + got.path + " " + got.agent)
}
function form() {
    return request({ url: base + param(1), method: "post", dataType: "json", formData: { text: "茶 & tea" } }, function (error, response) {
        if (error != null || response.statusCode != 200) { return "failed" }
        return "posted " + (response.body.count > 0)
    })
}
say()
sendText(form())
sendText(String(request({ url: "http://127.0.0.1:1/", timeout: 500 })))
request({ url: base + param(1) }, function (error, response, header, body) { sendText(header["content-type"].split(";")[0] + " " + body.includes("茶 & tea")) })
