//[author: test]
var libVersion = "2"
const table = ["zero", "one", "two"]
class Counter { constructor() { this.n = 0 } next() { return table[++this.n] } }
function greet(who) { return "hello " + who + " of " + ImType() }
