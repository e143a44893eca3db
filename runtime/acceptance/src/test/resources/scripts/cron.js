//[author: test]
//[rule: js cron]
// An entry is named by its id or by what addCron returned; methods may be taken off their object.
const { Cron, Sender, getSenderID } = require('./middleware');

const { reply } = new Sender(getSenderID());
const { addCron, updateCron, delCron, getCrons } = new Cron();
const before = (await getCrons()).length;
const entry = await addCron('0 9 * * *', false, 'daily');
const changed = await updateCron(entry, '0 8 * * *');
const gone = await delCron(entry);
await reply(changed.cron + (gone && (await getCrons()).length === before ? ' gone' : ' still there'));
