#[author: botyard]
#[title: Welcome]
#[description: Greets people who join a group, on every IM]
#[version: 1.0.0]
#[event: group.member.join]
import middleware

sender = middleware.Sender(middleware.getSenderID())
data = sender.getEventData()
sender.reply("[CQ:at,qq=" + str(data.get("user_id", sender.getUserID())) + "] welcome to the group!")
