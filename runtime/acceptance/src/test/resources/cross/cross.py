#[author: test]
#[event: group.member.join]
#[event: friend.request]
#[event: wecom-notice]
#[event: qqbot-notice]
#[rule: ^py \S+ m\d+x]
# Makes one call and leaves what it came to in a file. Its message: the call, its mark, the format of recordings,
# and the IM and the person of a push, or the group.
import base64
import json
import os

import middleware

sender = middleware.Sender(middleware.getSenderID())
words = ["py", "met", "py" + sender.getUserID(), "ogg"] if sender.getEventType() else sender.getMessage().split()
call, mark, voice, im, user = (words[1:] + ["", ""])[:5]
STRICT = {"strict": True}
HEADS = {
    "png": b"\x89PNG\r\n\x1a\n",
    "ogg": b"OggS",
    "amr": b"#!AMR\n",
    "silk": b"\x02#!SILK_V3",
    "mp4": b"\x00\x00\x00\x18ftypmp42",
    "bin": b"",
}
ENDS = {"image": "png", "voice": voice, "video": "mp4", "file": "bin"}
ITEMS = [{"type": "text", "text": mark}]


def medium(kind):
    return "base64://" + base64.b64encode(HEADS[ENDS[kind]] + mark.encode()).decode()


def named(kind, more=None):
    return {"filename": mark + "." + ENDS[kind], **(more or {})}


def hear():
    sender.reply(mark)
    text = sender.listen(20000)
    return {"ok": True, "text": text, "media": [item["type"] for item in sender.getMediaItems()]}


ITEMS.append({"type": "image", "source": medium("image"), "name": mark + ".png"})
CALLS = {
    "reply.text": lambda: sender.reply(mark),
    "reply.markdown": lambda: sender.replyMarkdown("**" + mark + "**"),
    "reply.image": lambda: sender.replyImage(medium("image"), named("image")),
    "reply.voice": lambda: sender.replyVoice(medium("voice"), named("voice")),
    "reply.video": lambda: sender.replyVideo(medium("video"), named("video")),
    "reply.file": lambda: sender.replyFile(medium("file"), named("file")),
    "reply.mixed": lambda: sender.replyMixed(ITEMS),
    "push.text": lambda: middleware.push(im, "", user, "", mark, STRICT),
    "push.image": lambda: middleware.pushImage(im, "", user, "", medium("image"), named("image", STRICT)),
    "push.voice": lambda: middleware.pushVoice(im, "", user, "", medium("voice"), named("voice", STRICT)),
    "push.video": lambda: middleware.pushVideo(im, "", user, "", medium("video"), named("video", STRICT)),
    "push.file": lambda: middleware.pushFile(im, "", user, "", medium("file"), named("file", STRICT)),
    "push.mixed": lambda: middleware.pushMixed(im, "", user, "", ITEMS, STRICT),
    "recall": lambda: sender.recallMessage(sender.reply(mark)),
    "in": lambda: hear(),
    "met": lambda: sender.reply(mark),
    "members": lambda: middleware.getGroupMemberList(im),
}

try:
    answer = CALLS[call]()
    failed = answer == 0 or (isinstance(answer, dict) and not answer.get("ok"))
    outcome = {"error": answer["error"] if answer else "0"} if failed else {"answer": answer}
except Exception as error:
    outcome = {"error": getattr(error, "code", "") + ": " + str(error)}
folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cross")
os.makedirs(folder, exist_ok=True)
with open(os.path.join(folder, mark), "w", encoding="utf-8") as file:
    json.dump(outcome, file)
os.replace(os.path.join(folder, mark), os.path.join(folder, mark + ".json"))
