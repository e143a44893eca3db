"""Handlers: what fires them, what the host is told of them, and how one is called."""

from __future__ import annotations

import re
from typing import Any, Callable, Dict, List, Optional, Pattern, Tuple, TypeVar, Union, overload

from botyard import _host, _loop
from botyard._event import Event
from botyard._state import state
from middleware import MiddlewareError

Function = TypeVar("Function", bound=Callable[..., Any])

_PLACEHOLDER = re.compile(r"\{([^\W\d]\w*)(?::([^{}?]+))?(\?)?\}")
_TYPE = re.compile(r"\b(Event|State|User|Chat|Sender|int|float)\b")
_KINDS = {"int": "int", "float": "number"}
_READS = {"int": int, "float": float}
_BY_TYPE = {"Event": "event", "State": "state", "User": "user", "Chat": "chat", "Sender": "sender"}
_KNOWN = {
    "event": lambda event: event,
    "state": lambda event: state,
    "user": lambda event: event.user,
    "chat": lambda event: event.chat,
    "text": lambda event: event.text,
    "sender": lambda event: event.sender,
}
_NOTHING: Any = object()


class _Handler:
    """A function of the file and what fires it."""

    __slots__ = ("function", "name", "kind", "triggers", "priority", "admin")

    def __init__(self, function: Callable[..., Any], kind: str, triggers: Tuple[Any, ...], priority: int, admin: bool) -> None:
        self.function = function
        self.name = getattr(function, "__name__", "handler")
        self.kind = kind
        self.triggers = triggers
        self.priority = priority
        self.admin = admin


def _add(handler: _Handler) -> None:
    handlers: List[_Handler] = _host.run().handlers
    taken = {other.name for other in handlers}
    number, name = 1, handler.name
    while handler.name in taken:
        number += 1
        handler.name = "%s_%d" % (name, number)
    handlers.append(handler)


@overload
def on_message(__function: Function) -> Function: ...
@overload
def on_message(*patterns: Union[str, Pattern[str]], priority: int = 0, admin: bool = False) -> Callable[[Function], Function]: ...
def on_message(*patterns: Any, priority: int = 0, admin: bool = False) -> Any:
    """Fires the function for messages that fit one of the patterns; without one, for every message.

    `weather {city}`: the whole text, with words for the names in braces, which are parameters of the function. A parameter that is an
    `int` or a `float` takes numbers alone, one with a default may be missing, and the last name takes the rest of the text.
    `{size:big,small}` is one of these words. A compiled regular expression is searched for; its groups are `event.params`.
    """
    if len(patterns) == 1 and callable(patterns[0]):
        _add(_Handler(patterns[0], "message", (), priority, admin))
        return patterns[0]

    def register(function: Function) -> Function:
        _add(_Handler(function, "message", patterns, priority, admin))
        return function

    return register


def on_event(*names: str, admin: bool = False) -> Callable[[Function], Function]:
    """Fires the function for events of these names, such as `group.member.join`, or of names that begin so up to a `-`."""

    def register(function: Function) -> Function:
        _add(_Handler(function, "event", names, 0, admin))
        return function

    return register


def every(*times: str) -> Callable[[Function], Function]:
    """Fires the function again and again: `1h30m`, or a cron expression such as `0 8 * * *`, in the zone of the host."""

    def register(function: Function) -> Function:
        _add(_Handler(function, "schedule", times, 0, False))
        return function

    return register


# ---- what the host is told -------------------------------------------------------------------------------------------


def declared(handlers: List[Any]) -> List[Dict[str, Any]]:
    """The handlers as the host reads them, each with what is wrong with it."""
    return [_told(handler) for handler in handlers]


def _told(handler: _Handler) -> Dict[str, Any]:
    wanted = _wanted(handler.function)
    told: Dict[str, Any] = {"name": handler.name, "line": _line(handler.function), "kind": handler.kind}
    told["priority"], told["admin"] = handler.priority, handler.admin
    faults: List[str] = []
    names: List[str] = []
    if handler.kind == "message":
        told["rules"] = [_rule(pattern, wanted, names, faults) for pattern in handler.triggers] or [{"regex": ""}]
    else:
        told["triggers"] = [trigger for trigger in handler.triggers if isinstance(trigger, str)]
        if len(told["triggers"]) != len(handler.triggers) or not told["triggers"]:
            faults.append("it names nothing that fires it; write text such as %s" % {"event": "group.member.join"}.get(handler.kind, "1h"))
    for name, word, default in wanted:
        if name not in names and default is _NOTHING and _source(name, word) is None:
            faults.append(
                "nothing is called '%s'; a parameter is one of %s, a name in braces of the pattern, or has a default"
                % (name, ", ".join(_KNOWN))
            )
    told["faults"] = faults
    return told


def _rule(pattern: Any, wanted: List[Tuple[str, str, Any]], names: List[str], faults: List[str]) -> Dict[str, str]:
    if isinstance(pattern, re.Pattern):
        flags = "".join(letter for flag, letter in ((re.I, "i"), (re.M, "m"), (re.S, "s")) if pattern.flags & flag)
        return {"regex": ("(?%s)" % flags if flags else "") + str(pattern.pattern)}
    if not isinstance(pattern, str):
        faults.append("a pattern is text or a compiled regular expression, not %r" % type(pattern).__name__)
        return {"regex": "(?!)"}
    known = {name: (word, default) for name, word, default in wanted}

    def typed(found: re.Match[str]) -> str:
        name, kind, optional = found.group(1), found.group(2), found.group(3)
        names.append(name)
        word, default = known.get(name, ("", _NOTHING))
        kind = kind or _KINDS.get(word, "")
        return "{%s%s%s}" % (name, ":" + kind if kind else "", "?" if optional or default is not _NOTHING else "")

    return {"pattern": _PLACEHOLDER.sub(typed, pattern)}


def _line(function: Any) -> int:
    code = getattr(function, "__code__", None)
    return 0 if code is None else int(code.co_firstlineno)


def _wanted(function: Any) -> List[Tuple[str, str, Any]]:
    """Name, word of the type and default of each parameter."""
    code = getattr(function, "__code__", None)
    if code is None or hasattr(function, "__wrapped__"):
        return _inspected(function)
    count = code.co_argcount
    names = code.co_varnames[: count + code.co_kwonlyargcount]
    if not names:
        return []
    annotations = getattr(function, "__annotations__", None) or {}
    defaults = dict(function.__kwdefaults__ or ())
    given = function.__defaults__ or ()
    defaults.update(zip(names[count - len(given) : count], given))
    return [(name, _word(annotations.get(name)), defaults.get(name, _NOTHING)) for name in names]


def _inspected(function: Any) -> List[Tuple[str, str, Any]]:
    import inspect

    return [
        (one.name, _word(one.annotation), _NOTHING if one.default is one.empty else one.default)
        for one in inspect.signature(function).parameters.values()
        if one.kind in (one.POSITIONAL_OR_KEYWORD, one.KEYWORD_ONLY)
    ]


def _word(annotation: Any) -> str:
    if annotation is None:
        return ""
    if isinstance(annotation, type):
        name = annotation.__name__
        return name if _TYPE.fullmatch(name) else ""
    found = _TYPE.search(str(annotation))
    return found.group(1) if found else ""


def _source(name: str, word: str) -> Optional[Callable[[Event], Any]]:
    """Where a parameter comes from that no pattern names."""
    return _KNOWN.get(_BY_TYPE.get(word) or name)


# ---- one run ---------------------------------------------------------------------------------------------------------


def fire(run: Any, wanted: Dict[str, Any]) -> None:
    """Calls the handler that a trigger has named, once the file has been run."""
    name = wanted.get("name")
    handler = next((one for one in run.handlers if one.name == name), None)
    if handler is None:
        raise MiddlewareError("The file has no handler '%s' this time; handlers must stand there whatever happens." % name, "no_handler")
    result = handler.function(**_arguments(handler, wanted.get("names") or []))
    if hasattr(result, "__await__") and not isinstance(result, str):
        _loop.drive(run, result)


def _arguments(handler: _Handler, names: List[str]) -> Dict[str, Any]:
    wanted = _wanted(handler.function)
    if not wanted:
        return {}
    event = Event()
    captures = dict(zip(names, event.params))
    arguments: Dict[str, Any] = {}
    for name, word, default in wanted:
        if name in captures:
            text = captures[name]
            if text == "" and default is not _NOTHING:
                continue
            read = _READS.get(word)
            arguments[name] = read(text) if read is not None and text else text
            continue
        source = _source(name, word)
        if source is not None and (default is _NOTHING or word in _BY_TYPE):
            arguments[name] = source(event)
        elif default is _NOTHING:
            arguments[name] = ""
    return arguments
