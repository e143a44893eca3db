#[author: test]
#[title: Handlers]
import asyncio
import re

from botyard import Event, every, on_event, on_message, push, state


@on_message("py h add {a} {b}", "py h plus {a}")
async def add(event: Event, a: int, b: float = 0.5):
    await event.reply(a + b)


@on_message("py h tea")
async def tea(event: Event):
    kind = await event.ask("Which?", choices=["Green", "Black"], timeout=60)
    await asyncio.sleep(0)
    many = event.ask("How many?", check=str.isdigit)
    state.user["tea"] = [str(kind), int(many)]
    await event.reply(f"{many} {kind} for {state.user['tea'][1]}")


@on_message(re.compile(r"^py h find (\w+)"))
def find(event: Event):
    receipt = push("qq", group=event.chat.id, text="found " + event.params[0], account="bot")
    print(receipt.ok, receipt.code, receipt.account)


@on_message("py h order", priority=5)
def first(event: Event):
    event.reply("first")
    event.pass_on()


@on_message("py h order")
async def second(event: Event, text: str):
    await event.reply("second of " + text)


@on_message("py h boss", admin=True)
def boss(event: Event):
    event.reply("boss")


@on_message("py h break")
async def broken(event: Event):
    raise ValueError("no tea")


@on_event("group.member.leave")
async def bye(event: Event):
    if event.data["comment"] == "handlers":
        await event.reply("py bye " + event.user.id)


@every("0 8 1 1 *")
async def year():
    print("a year")
