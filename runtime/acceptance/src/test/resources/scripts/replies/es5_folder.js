//[rule: ^js folder$]
var words = "from the folder"
importJs("es5_lib.js")
sendText(words + " " + libVersion)
