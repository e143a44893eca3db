//[author: test]
//[rule: ^js ql (\w+)$]
importJs("qinglong.js")
try {
    var panel = Qinglong("case es5")
    var added = panel.addEnv(param(1), "a&b", GetUserID())
    var found = panel.getEnvs(param(1))
    sendText(panel.name + " " + (found[0].id == added.id) + " " + found[0].value)
} catch (error) {
    sendText(error.message)
}
