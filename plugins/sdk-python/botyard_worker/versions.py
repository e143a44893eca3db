"""Tells cheaply whether dictionaries have changed, where the interpreter counts it.

Up to 3.12 CPython keeps a number in every dictionary that is another one after each change (PEP 509). It cannot be asked for from
Python, so it is read where it lies, and only when a trial shows that it lies there; elsewhere the dictionaries are compared.
"""

import ctypes
import sys

_USED, _VERSION = 16, 24  # offsets of ma_used and ma_version_tag in a PyDictObject of 64 bits
_PROXIED = 16  # of the dictionary in a mappingproxy, which is what the `__dict__` of a class is


def _number(address):
    return ctypes.c_uint64.from_address(address)


def _trial():
    if sys.implementation.name != "cpython" or not (3, 9) <= sys.version_info[:2] <= (3, 12) or sys.maxsize < 1 << 32:
        return False
    if hasattr(sys, "getobjects"):
        return False  # a debug build, whose objects begin with something else
    tried = {"a": 1}
    version, used = _number(id(tried) + _VERSION), _number(id(tried) + _USED)
    seen = [version.value]
    for change in (lambda: tried.update(b=2), lambda: tried.update(a=3), lambda: tried.pop("b")):
        change()
        if version.value in seen or used.value != len(tried):
            return False
        seen.append(version.value)
    tried.get("a")
    return version.value == seen[-1] and _number(id(vars(_Tried)) + _PROXIED).value != 0


class _Tried:
    pass


SUPPORTED = _trial()


class Versions:
    """The versions of some dictionaries, of modules or of classes."""

    def __init__(self, dictionaries):
        self._kept = dictionaries  # a proxy that is gone would take its address along
        places = [id(one) if isinstance(one, dict) else _number(id(one) + _PROXIED).value for one in dictionaries]
        self._numbers = [_number(place + _VERSION) for place in places]
        self._seen = self._now()

    def _now(self):
        return [number.value for number in self._numbers]

    def unchanged(self):
        """Whether nobody has written to any of them since they were accepted."""
        return self._now() == self._seen

    def accept(self):
        """What they are now is as good."""
        self._seen = self._now()
