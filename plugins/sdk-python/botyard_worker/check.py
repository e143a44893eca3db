"""Tells which scripts do not compile, without running a line of them.

Reads a JSON list of paths from standard input and prints one line ``{"file", "line", "message", "imports"}`` for each that was
tried; the message is empty when it compiles. `imports` are the modules it names that this interpreter has not: `[line, name]`
of each. A file that cannot be read is left out: only what is known is told.
"""

import ast
import importlib.util
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
        wanted = [] if found[1] else _imports(path)
        print(json.dumps({"file": path, "line": found[0], "message": found[1], "imports": wanted}), flush=True)


def _fault(path):
    try:
        source.compiled(path)
    except SyntaxError as error:
        return error.lineno or 0, "%s: %s" % (type(error).__name__, error.msg)
    except (ValueError, RecursionError, OverflowError) as error:
        return 0, "%s: %s" % (type(error).__name__, error)
    return 0, ""


def _imports(path):
    """The modules that a script imports anywhere and this interpreter has not, each with its first line."""
    try:
        with open(path, "rb") as file:
            tree = ast.parse(file.read())
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    lines = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names = [node.module]
        else:
            continue
        for name in names:
            top = name.partition(".")[0]
            lines[top] = min(node.lineno, lines.get(top, node.lineno))
    return sorted([line, name] for name, line in lines.items() if not _known(name))


def _known(name):
    try:
        return name in sys.modules or importlib.util.find_spec(name) is not None
    except (ImportError, ValueError, AttributeError):
        return False
