//[author: test]
//[rule: js timer]
let id = cron.add({ cron: "0 8 1 1 *", cmd: "js nothing", toSelf: true, toOthers: "", memo: "es5" })
let before = cron.get().filter(one => one.memo == "es5").length
cron.update({ id: id, cmd: "js something" })
let cmd = cron.get(id).cmd
let gone = cron.delete(id)
sendText([before, cmd, gone, cron.get().filter(one => one.memo == "es5").length].join())
