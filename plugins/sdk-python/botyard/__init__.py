"""Plugins made of handlers: what fires a function stands above it, and what it wants to know are its parameters.

    # [title: Helper]
    from botyard import Event, every, on_message, push, state

    @on_message("weather {city}")
    async def weather(event: Event, city: str):
        await event.reply("It rains in " + city)
        answer = await event.ask("Another city?", timeout=30)

    @every("0 8 * * *")
    def morning():
        push("qq", group="123456", text="Good morning")

The host reads the handlers when the file changes, by running the file once in a mode in which nothing can be said. For a message it runs
the file again, as a script, and then the handler. Handlers may be plain functions or `async def`; whatever is asked of the host here can
be awaited, and needs not be. Times are seconds. Everything of `middleware` can be used beside this.
"""

from botyard._event import Answer, Chat, Event, Receipt, User, push
from botyard._handlers import every, on_event, on_message
from botyard._state import State, Store, state
from middleware import MiddlewareError as BotyardError

__all__ = [
    "Answer",
    "BotyardError",
    "Chat",
    "Event",
    "Receipt",
    "State",
    "Store",
    "User",
    "every",
    "on_event",
    "on_message",
    "push",
    "state",
]
