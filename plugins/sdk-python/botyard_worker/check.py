"""Tells which scripts do not compile, without running a line of them.

Reads a JSON list of paths from standard input and prints one line ``{"file", "line", "message"}`` for each that was tried;
the message is empty when it compiles. A file that cannot be read is left out: only what is known is told.
"""

import json
import sys
import warnings

from botyard_worker import source


def main():
    warnings.simplefilter("ignore")
    for path in json.load(sys.stdin.buffer):
        try:
            found = _fault(path)
        except (OSError, MemoryError):
            continue
        print(json.dumps({"file": path, "line": found[0], "message": found[1]}), flush=True)


def _fault(path):
    try:
        source.compiled(path)
    except SyntaxError as error:
        return error.lineno or 0, "%s: %s" % (type(error).__name__, error.msg)
    except (ValueError, RecursionError, OverflowError) as error:
        return 0, "%s: %s" % (type(error).__name__, error)
    return 0, ""
