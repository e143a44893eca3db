#[title: 查天气]
#[author: 小院]
#[version: 1.0.0]
#[class: 工具类]
#[rule: ^py 天气 ?(.*)$]
#[param: {"required":false,"key":"wild_weather.city","bool":false,"placeholder":"北京","name":"默认城市","default":"北京"}]
import json
import urllib.parse
import urllib.request

import middleware

sender = middleware.Sender(middleware.getSenderID())
城市 = sender.param(1) or middleware.bucketGet("wild_weather", "city")
地址 = f"http://127.0.0.1:{middleware.port()}/wild/weather/{urllib.parse.quote(城市)}"
with urllib.request.urlopen(地址, timeout=20) as 回应:
    结果 = json.loads(回应.read())
if 结果["code"] == 200:
    sender.reply(f"{城市}:{结果['data']['w']},{结果['data']['t']}度")
else:
    sender.reply("查询失败:" + 结果["msg"])
