// [title: 来张图]
// [author: 小院]
// [version: 1.0.0]
// [class: 工具类]
// [rule: ^es5 (来图|图文)$]
var picture = "base64://iVBORw0KGgo="
if (param(1) == "来图") sendImage(picture)
else sendText("看图:" + image(picture))
