#[author: test]
#[rule: py media push]
import middleware

to = ("qq", "1", "", "")
print(
    middleware.pushImage(*to, "./daily.png"),
    middleware.pushVoice(*to, "voice.amr", {}, 15000),
    middleware.pushVideo(*to, "film.mp4"),
    middleware.pushFile(*to, "table.bin", {"filename": "one.csv", "mimeType": "text/csv"}),
    middleware.pushFile(*to, "table.bin", {"fileName": "two.csv", "mime_type": "text/csv"}),
    middleware.pushFile(*to, "table.bin", {"file_name": "three.csv"}),
    middleware.pushMixed(*to, [{"type": "text", "text": "look: "}, {"type": "image", "source": "./daily.png"}]),
)
