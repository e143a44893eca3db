#[author: test]
#[rule: ^py border (\w+)(?: ([^\x00]+))?$]
# Says in every way it has what somebody else typed.
import middleware

sender = middleware.Sender(middleware.getSenderID())
how, typed = sender.param(1), sender.param(2)
elsewhere = {"account_id": "other"}
ways = {
    "say": lambda: sender.reply(typed),
    "whole": lambda: sender.reply(sender.getMessage()),
    "wrap": lambda: sender.reply("[" + sender.getUserName() + ":" + typed + "] " + "[" + typed + "]"),
    "cut": lambda: sender.reply("[" + typed.split(" ")[0] + typed.replace(" ", "")),
    "keep": lambda: middleware.bucketSet("border", "k", typed) and sender.reply("kept"),
    "kept": lambda: sender.reply(middleware.bucketGet("border", "k")),
    "ask": lambda: sender.reply("?") and sender.reply(sender.listen(20000)),
    "mix": lambda: sender.replyMixed([{"type": "text", "text": typed}, {"type": "text", "text": "[CQ:face,id=3]"}]),
    "forward": lambda: middleware.push("qq", sender.getChatID(), "", "", typed, elsewhere),
    "head": lambda: middleware.push("qq", sender.getChatID(), "", typed, "", elsewhere),
    "tell": lambda: middleware.notifyMasters(typed),
    "break": lambda: sender.breakIn("py border say " + typed),
    "cron": lambda: middleware.Cron().addCron(
        "*/1 * * * * *", True, "py border say " + typed, False, "", "", "qq", sender.getChatID(), sender.getUserID()),
    "notice": lambda: sender.groupNoticeSend(typed),
    "past": lambda: sender.reply([
        one["content"] for one in sender.getHistoryMessages("qq") if one["content"].startswith("py border past")][0]),
    "who": lambda: sender.reply(sender.getUserName()),
    "name": lambda: sender.reply("[CQ:at,qq=5,name=" + typed + "] hi"),
    "members": lambda: sender.reply(sender.getGroupMemberList()["members"][0]["nickname"]),
    "call": lambda: sender.reply("[CQ:at,qq=" + typed + "] wake up"),
    "push": lambda: middleware.push("qq", sender.getChatID(), "", "", "[CQ:at,qq=" + typed + "] wake up", elsewhere),
    "warn": lambda: middleware.notifyMasters("[CQ:at,qq=" + typed + "] wake up"),
    "part": lambda: sender.replyMixed([{"type": "text", "text": "[CQ:at,qq=" + typed + "] wake up"}]),
}
ways[how]()
