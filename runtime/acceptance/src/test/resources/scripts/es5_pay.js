//[author: test]
//[rule: js buy]
if (atWaitPay()) {
    sendText("somebody pays, wait")
} else {
    sendText("pay or say q")
    let got = waitPay(60000, "q")
    if (got == "timeout") sendText("too late")
    else if (got == "q") sendText("not bought")
    else sendText("got " + (got.money + 1) + " by " + got.payment_channel)
}
