//[author: test]
//[cron: 0 0 1 1 *]
//[rule: js daily]
if (ImType() == "fake") {
    Debug("ids " + sendText("nobody hears").length)
    push({ imType: "qq", groupCode: 4455, content: "good morning" })
} else {
    sendText("by hand")
}
