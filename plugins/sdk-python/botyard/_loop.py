"""Runs what a handler awaits.

The loop of a process is kept as long as no handler leaves anything in it: making one costs more than a reply.
"""

from __future__ import annotations

from typing import Any


def drive(run: Any, awaited: Any) -> Any:
    """Blocks until it is done."""
    import asyncio

    worker = run.worker
    shares = run.turns is not None  # others have turns in this process, each in a thread of its own
    loop = None if shares else getattr(worker, "loop", None)
    if loop is None:
        loop = asyncio.new_event_loop()
    elif worker is not None:
        worker.loop = None
    try:
        return loop.run_until_complete(awaited)
    finally:
        if not shares and worker is not None and _untouched(asyncio, loop):
            worker.loop = loop
        else:
            _close(asyncio, loop)


def _untouched(asyncio: Any, loop: Any) -> bool:
    return (
        type(loop) is getattr(asyncio, "SelectorEventLoop", None)
        and not loop.is_closed()
        and not loop.is_running()
        and not loop._ready
        and not loop._scheduled
        and loop._default_executor is None
        and loop._exception_handler is None
        and loop._task_factory is None
        and not loop.get_debug()
        and not len(loop._asyncgens)
        and len(loop._selector.get_map()) == 1
        and not asyncio.all_tasks(loop)
    )


def _close(asyncio: Any, loop: Any) -> None:
    """What `asyncio.run` does at its end."""
    try:
        left = asyncio.all_tasks(loop)
        for task in left:
            task.cancel()
        if left:
            loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.run_until_complete(loop.shutdown_default_executor())
    finally:
        loop.close()
