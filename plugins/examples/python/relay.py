#[author: botyard]
#[title: Relay]
#[description: Sends pictures and files of one IM on to a group of another]
#[version: 1.0.0]
#[rule: relay]
#[param: {"key": "relay.im", "name": "Target IM", "default": "web"}]
#[param: {"key": "relay.group", "name": "Target group", "default": "relay"}]
import middleware

sender = middleware.Sender(middleware.getSenderID())
items = sender.getMediaItems()
if not items:
    sender.reply("Send me a picture, a voice, a film or a file.")
    sender.listen(120000)
    items = sender.getMediaItems()
im = middleware.bucketGet("relay", "im")
group = middleware.bucketGet("relay", "group")
sent = 0
for item in items:
    source = item["source"] or middleware.downloadAdapterFile(item)["path"]
    sent += middleware.pushMixed(im, group, "", "", [
        {"type": "text", "text": "from " + sender.getImtype() + ": "},
        {"type": item["type"], "source": source, "name": item.get("name", "")}])
sender.reply("passed on: " + str(sent) + " of " + str(len(items)))
