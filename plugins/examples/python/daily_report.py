#[author: botyard]
#[title: Daily report]
#[description: Pushes a report with every kind of message at eight in the morning; say "report now" to see it at once]
#[version: 1.0.0]
#[cron: 0 8 * * *]
#[rule: report now]
#[param: {"key": "daily_report.im", "name": "IM type", "default": "web"}]
#[param: {"key": "daily_report.group", "name": "Group", "default": "reports"}]
import base64
import middleware

im = middleware.bucketGet("daily_report", "im")
group = middleware.bucketGet("daily_report", "group")

# One black pixel, so that the example needs no file beside it.
picture = "base64://iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
table = "data:text/csv;base64," + base64.b64encode(b"day,visits\nmonday,42\n").decode()
# A tenth of a second of silence as WAV, which browsers play.
wave = b"RIFF\x44\x03\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x40\x1f\0\0\x01\0\x08\0data\x20\x03\0\0" + b"\x80" * 800
sound = "base64://" + base64.b64encode(wave).decode()
film = "base64://" + base64.b64encode(b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom").decode()

sent = {
    "text": middleware.push(im, group, "", "Daily report", "42 visits yesterday"),
    "image": middleware.pushImage(im, group, "", "Chart", picture),
    "voice": middleware.pushVoice(im, group, "", "Spoken", sound, {"filename": "report.wav"}, 15000),
    "video": middleware.pushVideo(im, group, "", "Film", film, {"filename": "report.mp4"}),
    "file": middleware.pushFile(im, group, "", "Table", table, {"filename": "report.csv", "mimeType": "text/csv"}),
    "mixed": middleware.pushMixed(im, group, "", "All", [{"type": "text", "text": "Chart: "}, {"type": "image", "source": picture}]),
}
print(sent)
middleware.Sender(middleware.getSenderID()).reply("sent: " + ", ".join(kind for kind, count in sent.items() if count))
