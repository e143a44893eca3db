#[title: 猜数字]
#[author: 小院]
#[version: 1.0.0]
#[class: 工具类]
#[rule: py 猜数字]
import middleware

sender = middleware.Sender(middleware.getSenderID())
数 = 42
sender.reply("1到100,猜吧")
for 次 in range(1, 4):
    答 = sender.input(60000)
    if not 答.isdigit():
        sender.reply("请输入数字")
    elif int(答) == 数:
        sender.reply(f"猜对了,用了{次}次")
        break
    else:
        sender.reply("大了" if int(答) > 数 else "小了")
else:
    sender.reply("次数用完")
