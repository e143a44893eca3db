#[author: botyard]
#[title: Tea house]
#[description: Prices, orders and an opening message, as handlers]
#[version: 1.0.0]
from datetime import date

from botyard import Event, every, on_message, push, state


@on_message("price {tea}")
async def price(event: Event, tea: str):
    prices = {"green": 3, "black": 4}
    if tea not in prices:
        await event.reply(f"There is no {tea}.")
        return
    await event.reply(f"{tea} costs {prices[tea]}.")


@on_message("order {count}", "order")
async def order(event: Event, count: int = 1):
    tea = await event.ask("Which tea?", choices=["green", "black"], timeout=60, cancel=["no"])
    if not tea:
        await event.reply("Then not.")
        return
    orders = state.user.get("orders", [])
    state.user["orders"] = [*orders, [str(date.today()), str(tea), count]]
    await event.reply(f"{count} {tea}; your order number {len(orders) + 1}.")


@every("0 9 * * *")
async def opening():
    await push("qq", group="123456", text="We are open.")
