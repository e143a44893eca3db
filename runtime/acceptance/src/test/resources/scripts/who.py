#[author: test]
import middleware

sender = middleware.Sender(middleware.getSenderID())
sender.reply("-")
print(sender.getImtype(), sender.getUserID(), sender.getChatID())
