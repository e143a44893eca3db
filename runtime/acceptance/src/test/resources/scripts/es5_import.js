//[author: test]
//[rule: js import]
importJs("es5_lib.js")
importJs("es5_lib")
let trouble = ""
try { importJs("nobody:nothing.js") } catch (e) { trouble = "missing" }
let c = new Counter()
c.next()
sendText(greet(GetUsername() ? "somebody" : "nobody") + " " + c.next() + " " + libVersion + " " + trouble)
