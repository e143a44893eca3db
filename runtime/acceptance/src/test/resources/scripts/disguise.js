//[author: test]
//[rule: js disguise (\w+)]
const { Cron, Sender, getSenderID } = require('./middleware');

const sender = new Sender(getSenderID());
const said = (value) => (typeof value === 'boolean' ? (value ? 'True' : 'False') : value);
if ((await sender.param(1)) === 'now') {
  await sender.breakIn('heard a break-in');
} else {
  const cron = new Cron();
  const entry = await cron.addCron('*/1 * * * * *', true, 'heard a schedule', false, '', 'memo', 'qq', await sender.getChatID(), '77');
  const one = await cron.getCron(entry.id);
  const changed = await cron.updateCron(entry.id, null, null, null, null, null, 'other');
  const never = await cron.addCron('0 0 1 1 *', false, 'never');
  const deleted = [await cron.delCron(never.id), await cron.delCron(never.id)];
  console.log([one.memo, changed.memo, changed.cmd, (await cron.getCrons()).length >= 1, ...deleted].map(said).join(' '));
}
