//[author: test]
//[rule: js media]
sendImage("base64://iVBORw0KGgo=")
sendText("look " + image("base64://iVBORw0KGgo="))
let ids = sendText("[CQ:at,qq=" + GetUserID() + "] done")
sendText(ids.length + " " + sendText("").length)
