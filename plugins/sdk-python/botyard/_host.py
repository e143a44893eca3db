"""The way to the host, with and without an event loop."""

from __future__ import annotations

import sys
from typing import Any, Awaitable, Callable, Dict

import middleware


def run() -> Any:
    """The run that goes on; while a file only tells its handlers, what stands in for one."""
    return middleware._host.current()


def call(method: str, params: Dict[str, Any]) -> Any:
    """The result of one call."""
    return middleware._host.call(method, params)


def others_go_on() -> bool:
    """Whether this is one of several tasks of an event loop, which a call that waits for a person would stop."""
    asyncio = sys.modules.get("asyncio")
    loop = asyncio._get_running_loop() if asyncio is not None else None
    return loop is not None and (len(asyncio.all_tasks(loop)) > 1 or bool(getattr(loop, "_scheduled", None)))


def later(work: Callable[[], Any]) -> Awaitable[Any]:
    """Does it in a thread beside the loop, when it is awaited."""
    return _Later(work)


class _Later:
    def __init__(self, work: Callable[[], Any]) -> None:
        self._work = work

    def __await__(self) -> Any:
        import asyncio

        return asyncio.get_running_loop().run_in_executor(None, self._work).__await__()
