#[author: test]
#[rule: py container (\w+)]
import middleware
import middleware_ql

sender = middleware.Sender(middleware.getSenderID())
try:
    panel = middleware_ql.Qinglong.of("case py")
    added = panel.addEnv(sender.param(1), "a&b", sender.getUserID())
    found = panel.getEnvs(sender.param(1))
    sender.reply("%s %s %s" % (panel.name, found[0]["id"] == added["id"], found[0]["value"]))
except middleware_ql.ContainerError as failure:
    sender.reply(str(failure))
