//[title: 入群欢迎]
//[author: 小院]
//[version: 1.0.0]
//[class: 工具类]
//[event: qq-notice-group_increase]
const middleware = require('./middleware.js');

const s = new middleware.Sender(middleware.getSenderID());
const event = await s.getEventData();
if (String(event.group_id).startsWith('88')) await s.reply(`[CQ:at,qq=${event.user_id}] 欢迎(js)`);
