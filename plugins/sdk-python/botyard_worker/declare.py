"""Asks a file which handlers it has: runs it once, in a process of its own that has no host, and within a time."""

import builtins
import json
import os
import select
import signal
import sys
import time
import traceback
import types

from botyard_worker import imports, source, system

LIMIT_SECONDS = 10
_MOST_BYTES = 1 << 20
_REFUSAL = (
    "%s cannot be called while the file is only asked for its handlers; what is said and asked belongs into a handler, not beside them."
)


class _Asked:
    """Stands in for a run. The file can tell its handlers, and nothing else."""

    id = "declaration"
    context = types.MappingProxyType({})
    media_items = None
    value = None

    def __init__(self, folder, error):
        self.handlers = []
        self.plugin = {"name": ""}
        self.folder = folder
        self._error = error

    def call(self, method, params):
        raise self._error(_REFUSAL % method, "declaring")

    def add_paths(self, paths):
        pass


def ask(path, folders, paths, limit=LIMIT_SECONDS):
    """What the file tells: `{"handlers"}`, or `{"line", "message"}` where it breaks."""
    asked = path, folders, paths
    text = _by_fork(asked, limit) if system.FORKS else _by_process(asked, limit)
    if text is None:
        return {"line": 0, "message": "it did not tell its handlers within %d s; what takes long belongs into a handler" % limit}
    if len(text) > _MOST_BYTES:
        return {"line": 0, "message": "it has too many handlers"}
    return json.loads(text) if text else {"line": 0, "message": "it ended its process instead of telling its handlers"}


def _by_fork(asked, limit):
    """What a copy of this process writes, None where it takes too long."""
    read, write = os.pipe()
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        os.close(read)
        _tell(write, *asked)
    os.close(write)
    try:
        return _heard(read, limit)
    finally:
        os.close(read)
        try:
            os.killpg(child, signal.SIGKILL)
        except OSError:
            pass
        try:
            os.kill(child, signal.SIGKILL)
        except OSError:
            pass
        os.waitpid(child, 0)


def _heard(read, limit):
    deadline = time.monotonic() + limit
    text = b""
    while len(text) <= _MOST_BYTES:
        if not select.select([read], [], [], max(0.0, deadline - time.monotonic()))[0]:
            return None
        more = os.read(read, 1 << 16)
        if not more:
            break
        text += more
    return text


def _by_process(asked, limit):
    """The same of a new process, where nothing can be forked."""
    import subprocess

    command = [sys.executable, os.path.dirname(os.path.abspath(__file__)), "declare"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        try:
            return process.communicate(json.dumps(asked).encode(), limit)[0]
        except subprocess.TimeoutExpired:
            return None
        finally:
            process.kill()


def main():
    """In that process."""
    asked = json.load(sys.stdin.buffer)
    _tell(os.dup(1), *asked)


def _tell(write, path, folders, paths):
    """In the child, which never comes back."""
    told = {}
    try:
        getattr(os, "setsid", int)()
        null = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(null, descriptor)
        told = _run(path, folders, paths)
    except BaseException as reason:
        told = _fault(reason, path)
    try:
        with os.fdopen(write, "wb") as out:
            out.write(json.dumps(told).encode())
    finally:
        os._exit(0)


def _run(path, folders, paths):
    import middleware
    from botyard import _handlers

    folder = os.path.dirname(path)
    asked = middleware._host.run = _Asked(folder, middleware.MiddlewareError)
    own = [folder] + [other for other in folders if other != folder]
    for each in own:
        imports.claim(each)
    sys.path[:] = own + list(paths) + sys.path
    sys.argv = [path, asked.id]
    main = types.ModuleType("__main__")
    main.__file__, main.__builtins__ = path, builtins
    sys.modules["__main__"] = main
    builtins.exit = builtins.quit = sys.exit
    os.chdir(folder)
    try:
        exec(source.compiled(path), main.__dict__)
    except SystemExit:
        pass
    return {"handlers": _handlers.declared(asked.handlers)}


def _fault(reason, path):
    line = 0
    for frame in traceback.extract_tb(reason.__traceback__):
        if frame.filename == path:
            line = frame.lineno or line
    if isinstance(reason, SyntaxError) and reason.filename == path:
        line = reason.lineno or 0
    text = str(reason) or type(reason).__name__
    refused = getattr(reason, "code", "") == "declaring"
    told = {"line": line, "message": text if refused else "%s: %s" % (type(reason).__name__, text)}
    if isinstance(reason, ModuleNotFoundError) and reason.name:
        told["module"] = reason.name
    return told
