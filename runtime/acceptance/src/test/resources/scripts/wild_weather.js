//[title: 查天气]
//[author: 小院]
//[version: 1.0.0]
//[class: 工具类]
//[rule: ^js 天气 ?(.*)$]
//[param: {"required":false,"key":"wild_weather.city","bool":false,"placeholder":"北京","name":"默认城市","default":"北京"}]
const middleware = require('./middleware.js');

const s = new middleware.Sender(middleware.getSenderID());
const city = (await s.param(1)) || (await middleware.bucketGet('wild_weather', 'city'));
const answer = await fetch(`http://127.0.0.1:${await middleware.port()}/wild/weather/${encodeURIComponent(city)}`);
const { code, data, msg } = await answer.json();
if (code !== 200) {
  await s.reply(`查询失败:${msg}`);
  return;
}
await s.reply(`${city}:${data.w},${data.t}度`);
