# [rule: @NAME@ (.+)]
import middleware

sender = middleware.Sender(middleware.getSenderID())
sender.reply("@NAME@ heard " + sender.param(1))
