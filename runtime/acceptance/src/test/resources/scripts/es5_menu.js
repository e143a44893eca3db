// [author: test]
// [rule: js menu]
var step = 0
function ask(words) {
    let sent = sendText(words)
    let said = input(60000, 0)
    RecallMessage(sent)
    if (said == null || said == "") { sendText("too slow"); return false }
    if (said == "q" || said == "Q") { sendText("left at " + step); return false }
    step++
    return said
}
function main() {
    let dish = ask("which dish?")
    if (!dish) return
    let count = ask("how many?")
    if (!count) return
    if (isNaN(count)) { sendText("no number: " + count); return }
    sendText(count + " x " + dish)
}
main()
