//[title: 早报]
//[author: 小院]
//[version: 1.0.0]
//[class: 工具类]
//[rule: js 早报]
//[cron: 0 0 7 1 1 *]
//[param: {"required":true,"key":"wild_report.groups","bool":false,"placeholder":"群号,&分隔","name":"推送群","default":"6101&6102"}]
const middleware = require('./middleware.js');

const s = new middleware.Sender(middleware.getSenderID());
const days = (await middleware.bucketAllKeys('wild_report_js')).length + 1;
await middleware.bucketSet('wild_report_js', String(days), 'sent');
const text = `早报第${days}期`;
if ((await s.getImtype()) === 'fake') {
  for (const group of (await middleware.bucketGet('wild_report', 'groups')).split('&')) {
    console.log(await middleware.push('qq', group, '', '早报', text));
  }
} else await s.reply(text);
