"""What handlers remember from one message to the next: values in a bucket of the plugin, as JSON."""

from __future__ import annotations

import json
from typing import Any, Dict, Iterator, MutableMapping

from botyard import _host


class Store(MutableMapping[str, Any]):
    """A dict that is kept. What is put in is stored at once; a list or dict that was taken out and changed has to be put in again."""

    def __init__(self, place: str) -> None:
        self._place = place

    def _key(self, key: str) -> str:
        return self._place + str(key)

    def __getitem__(self, key: str) -> Any:
        text = _host.call("bucket.get", {"bucket": _bucket(), "key": self._key(key)})
        if not text:
            raise KeyError(key)
        try:
            return json.loads(text)
        except ValueError:
            return text  # somebody has put in other text by hand

    def __setitem__(self, key: str, value: Any) -> None:
        _host.call("bucket.set", {"bucket": _bucket(), "key": self._key(key), "value": json.dumps(value, ensure_ascii=False)})

    def __delitem__(self, key: str) -> None:
        if key not in self:
            raise KeyError(key)
        _host.call("bucket.delete", {"bucket": _bucket(), "key": self._key(key)})

    def __iter__(self) -> Iterator[str]:
        keys = _host.call("bucket.keys", {"bucket": _bucket(), "value": None}) or []
        return iter([key[len(self._place) :] for key in keys if key.startswith(self._place)])

    def __len__(self) -> int:
        return sum(1 for _ in self)


class State:
    """Three stores: of the chat, of the person (in whatever chat of the IM), and of the plugin as a whole."""

    @property
    def chat(self) -> Store:
        context = _context()
        return Store("chat:%s:%s:" % (context.get("imType") or "", context.get("chatID") or "@" + str(context.get("userID") or "")))

    @property
    def user(self) -> Store:
        context = _context()
        return Store("user:%s:%s:" % (context.get("imType") or "", context.get("userID") or ""))

    @property
    def plugin(self) -> Store:
        return Store("plugin:")


def _context() -> Dict[str, Any]:
    return _host.run().context


def _bucket() -> str:
    return "state." + str(_host.run().plugin.get("name") or "plugin").replace(".", "_")


state = State()
