#[author: test]
#[event: group.member.leave]
import middleware

sender = middleware.Sender(middleware.getSenderID())
data = sender.getEventData()
sender.reply(data["comment"] + data["deep"]["list"][0] + "[CQ:at,qq=" + str(data["user_id"]) + "]")
