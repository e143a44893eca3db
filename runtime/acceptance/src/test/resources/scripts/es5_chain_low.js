//[author: test]
//[rule: ^js pass on$]
//[priority: 1]
sleep(5)
sendText("second")
