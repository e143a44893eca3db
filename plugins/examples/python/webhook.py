#[author: botyard]
#[title: Webhook to chat]
#[description: POST {"text": "..."} to /hooks/CHAT and it is said in that group of the web chat]
#[version: 1.0.0]
#[router: /hooks/{chat}]
#[method: post]
import middleware

sender = middleware.Sender(middleware.getSenderID())
text = sender.getRouterBody().get("text", "")
chat = sender.getRouterParams()["chat"]
if not text:
    sender.response({"ok": False, "error": "text is missing"})
    exit()
sender.response({"ok": middleware.push("web", chat, "", "", text) == 1})
