"""Tells which scripts do not compile, without running a line of them, and which handlers they have.

Reads a JSON list from standard input, of paths or of `{"file", "declare", "folders", "paths", "seconds"}`, and prints one line
``{"file", "line", "message", "imports", "handlers"}`` for each that was tried; the message is empty when it compiles. `imports` are the
modules it names that this interpreter has not: `[line, name]` of each. A file that cannot be read is left out: only what is known is told.

`handlers` is there for files that import `botyard`. With `declare` such a file is run once to tell them, see the module of this name;
otherwise it is null.
"""

import ast
import importlib.util
import json
import sys
import warnings

from botyard_worker import declare, source


def main():
    warnings.simplefilter("ignore")
    for asked in json.load(sys.stdin.buffer):
        script = asked if isinstance(asked, dict) else {"file": asked}
        try:
            told = _told(script["file"], script)
        except (OSError, MemoryError):
            continue
        print(json.dumps(told), flush=True)


def _told(path, script):
    line, message = _fault(path)
    lines = {} if message else _imported(path)
    wanted = sorted([first, name] for name, first in lines.items() if not _known(name))
    told = {"file": path, "line": line, "message": message, "imports": wanted}
    if "botyard" in lines:
        told["handlers"] = None
        if script.get("declare"):
            seconds = script.get("seconds") or declare.LIMIT_SECONDS
            told.update(declare.ask(path, script.get("folders") or [], script.get("paths") or [], seconds))
    return told


def _fault(path):
    try:
        source.compiled(path)
    except SyntaxError as error:
        return error.lineno or 0, "%s: %s" % (type(error).__name__, error.msg)
    except (ValueError, RecursionError, OverflowError) as error:
        return 0, "%s: %s" % (type(error).__name__, error)
    return 0, ""


def _imported(path):
    """The modules that a script imports anywhere, each with its first line."""
    try:
        with open(path, "rb") as file:
            tree = ast.parse(file.read())
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return {}
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
    return lines


def _known(name):
    try:
        return name in sys.modules or importlib.util.find_spec(name) is not None
    except (ImportError, ValueError, AttributeError):
        return False
