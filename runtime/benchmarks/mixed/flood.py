# [rule: @NAME@ (.+)]
import middleware

sender = middleware.Sender(middleware.getSenderID())
for i in range(200):
    print("x" * 5000)
    sender.reply("flood " + str(i))
