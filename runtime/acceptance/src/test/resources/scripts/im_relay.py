#[author: test]
#[rule: py relay]
# Passes a picture on to QQ.
import middleware

sender = middleware.Sender(middleware.getSenderID())
sender.listen(20000)
item = sender.getMediaItems()[0]
print(middleware.pushImage("qq", "123", "", "", item["source"]))
print(middleware.downloadAdapterFile(item)["file_size"])
