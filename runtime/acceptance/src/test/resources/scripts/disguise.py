#[author: test]
#[rule: py disguise (\w+)]
import middleware

sender = middleware.Sender(middleware.getSenderID())
if sender.param(1) == "now":
    sender.breakIn("heard a break-in")
else:
    cron = middleware.Cron()
    entry = cron.addCron("*/1 * * * * *", True, "heard a schedule", False, "", "memo", "qq", sender.getChatID(), "77")
    one = cron.getCron(entry["id"])
    changed = cron.updateCron(entry["id"], None, None, None, None, None, "other")
    never = cron.addCron("0 0 1 1 *", False, "never")
    deleted = [cron.delCron(never["id"]), cron.delCron(never["id"])]
    print(one["memo"], changed["memo"], changed["cmd"], len(cron.getCrons()) >= 1, *deleted)
