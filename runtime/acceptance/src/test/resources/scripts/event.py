#[author: test]
#[event: qq-notice-group_increase]
import middleware

sender = middleware.Sender(middleware.getSenderID())
sender.reply("python welcomes " + str(sender.getEventData()["user_id"]))
