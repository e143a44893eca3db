//[author: test]
//[rule: ^js words ?.*$]
var GetContent = GetContent()
var isAdmin = isAdmin()
const price = /(?<=¥)\d+/.exec(GetContent)?.[0] ?? "none"
let list = [..."abc"].map((x, i) => `${x}${i}`)
async function later() { await null; sendText("later " + call("md5")("tea").slice(0, 4)) }
sendText(`${price} ${list.join("")} ${isAdmin} ${call("version")().sn == call("version")()}`)
console.log("printed", { a: 1 })
console.error("wrong")
later()
