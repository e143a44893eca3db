#[author: test]
#[rule: py names]
#[imtype+: WX]
# IM types in any case and by their aliases, in headers too.
import middleware

sender = middleware.Sender(middleware.getSenderID())
print(sender.getImtype(), middleware.push("Wx", "", "5", "", "hi"), "admin" if sender.isAdmin() else "guest",
      middleware.bucketGet("QQ", "masters"), middleware.bucketGet("wx", "masters", "none"),
      middleware.notifyMasters("note", ["WX"]))
sender.reply(middleware.domain())
