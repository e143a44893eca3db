# [rule: @NAME@ (.+)]
import middleware

sender = middleware.Sender(middleware.getSenderID())
sender.reply("@NAME@ asks " + sender.param(1))
answer = sender.listen(600000)
sender.reply("@NAME@ heard " + sender.param(1) + " " + answer)
