//[author: test]
//[rule: ^js pass \w+$]
//[priority: 9999999999]
let word = GetContent().split(" ")[2]
if (word == "on") {
    Continue()
    sendText("first")
} else {
    breakIn("js pass on")
}
