#[author: test]
#[rule: py outcome of (\w+)]
import middleware

how = middleware.Sender(middleware.getSenderID()).param(1)
if how == "strict":
    middleware.push("qq", "1", "", "", "c", {"account_id": "away", "strict": True})
elif how == "nobody":
    print(middleware.push("tg", "1", "", "", "c"))
elif how == "refusal":
    middleware.push("qq", "1", "", "", "c")
elif how == "silence":
    middleware.push("qq", "1", "", "", "c", {}, 300)
elif how == "missing":
    middleware.pushImage("qq", "1", "", "", "./missing.png")
elif how == "targets":
    print(middleware.push("qq", "5", "", "", "to group"), middleware.push("qq", "", "6", "", "to user"),
          middleware.push("qq", 5, 6, "", "to both"), middleware.push("qq", "5", None, "only a title", ""))
    middleware.push("qq", "", "", "", "to nobody")
