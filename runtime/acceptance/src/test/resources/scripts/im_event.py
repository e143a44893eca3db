#[author: test]
#[imType: qx]
#[event: friend.request]
#[event: message.recall]
#[event: qx-payment-transfer]
# Prints an event of Qianxun, and takes whoever wants to be a friend.
import json

import middleware

sender = middleware.Sender(middleware.getSenderID())
data = sender.getEventData()
facts = [data.get("comment"), data.get("message_id"), data.get("money")]
print(json.dumps([sender.getEventType(), sender.getImtype(), sender.getUserID(), *facts]))
if "flag" in data:
    print(json.dumps(sender.friendAddRequest(data["flag"], True, "by py")))
