#[title: 天气接口]
#[author: 小院]
#[version: 1.0.0]
#[class: 工具类]
#[router: /wild/weather/{city}]
#[method: get]
import middleware

sender = middleware.Sender(middleware.getSenderID())

城市 = sender.getRouterParams()["city"]
库 = {"北京": {"t": 21, "w": "晴"}, "上海": {"t": 25, "w": "小雨"}}
if 城市 in 库:
    sender.response({"code": 200, "data": 库[城市]})
else:
    sender.response({"code": 404, "msg": "没有这个城市"})
