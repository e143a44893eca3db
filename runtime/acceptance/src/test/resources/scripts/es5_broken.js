//[author: test]
//[rule: ^js break \w+$]
//[timeout: 2s]
function main() {
    let how = GetContent().split(" ")[2]
    if (how == "throw") nowhere()
    if (how == "callback") request({ url: "http://127.0.0.1:1/" }, function (error) { return error.no.such })
    if (how == "loop") for (;;) {}
    sendText("well")
}
main()
