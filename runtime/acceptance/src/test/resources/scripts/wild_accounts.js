//[title: 账号管理]
//[author: 小院]
//[version: 1.0.0]
//[class: 工具类]
//[rule: ^js 账号(添加|列表|删除) ?(.*)$]
const middleware = require('./middleware.js');

const s = new middleware.Sender(middleware.getSenderID());
const bucket = `wild_accounts_js.${await s.getUserID()}`;
const [what, name] = [await s.param(1), await s.param(2)];
switch (what) {
  case '添加':
    if ((await middleware.bucketKeys(bucket, 'on')).includes(name)) await s.reply('已存在');
    else {
      await middleware.bucketSet(bucket, name, 'on');
      await s.reply(`已添加,共${(await middleware.bucketAllKeys(bucket)).length}个`);
    }
    break;
  case '列表':
    await s.reply((await middleware.bucketAllKeys(bucket)).sort().map((k, i) => `${i + 1}.${k}`).join('\n') || '没有账号');
    break;
  default:
    await middleware.bucketDel(bucket, name);
    await s.reply('已删除');
}
