#[author: test]
#[rule: py cron]
# An entry is named by its id or by what addCron returned.
import middleware

sender = middleware.Sender(middleware.getSenderID())
cron = middleware.Cron()
before = len(cron.getCrons())
entry = cron.addCron("0 9 * * *", False, "daily")
changed = cron.updateCron(entry, "0 8 * * *")
gone = cron.delCron(entry)
sender.reply(changed["cron"] + (" gone" if gone and len(cron.getCrons()) == before else " still there"))
