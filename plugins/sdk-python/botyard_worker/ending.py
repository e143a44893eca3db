"""How a run ended: what the script has left behind, told so that its author finds the line."""

import os
import sys
import traceback

from botyard_worker import imports, memory

leave = os._exit  # what scripts find under this name says good-bye first


class Ending:
    """How a run ended, turned into the result the host is told."""

    def __init__(self, worker, file, folders):
        self.worker = worker
        self.file = file
        self.folders = imports.prefixes(folders)
        self.status = "ok"
        self.exit = 0
        self.error = None
        self.spoiled = False

    def failed(self, reason):
        if self.worker.child:
            self.leave_child()
        if isinstance(reason, SystemExit):
            if self.error is None:
                self._exit_with(reason.code)
            return
        self.status = "error"
        self.exit = 1
        if isinstance(reason, MemoryError):
            self.spoiled = True  # what is left of a full heap is not worth keeping
            memory.lift(self.worker.memory_limit)
        if isinstance(reason, KeyboardInterrupt):
            self.spoiled = True  # the script may have been stopped anywhere
        try:
            self.error = self._describe(reason)
        except Exception:
            self.error = {"type": type(reason).__name__, "message": _text(reason), "traceback": "", "line": None}
        _forget_frames(reason)

    def _exit_with(self, code):
        if code is None:
            self.exit = 0
        elif isinstance(code, int):
            self.exit = int(code)
        else:
            self.exit = 1
            sys.stderr.write("%s\n" % (code,))

    def _describe(self, reason):
        line = None
        trace = reason.__traceback__
        while trace is not None:
            if trace.tb_frame.f_code.co_filename == self.file:
                line = trace.tb_lineno
            trace = trace.tb_next
        if isinstance(reason, SyntaxError) and reason.filename == self.file:
            line = reason.lineno
        shown = traceback.TracebackException.from_exception(reason)
        self._keep_own(shown, 0)
        told = {"type": type(reason).__name__, "message": _text(reason), "traceback": "".join(shown.format()), "line": line}
        module = _module(reason)
        return {**told, "module": module} if module else told

    def _keep_own(self, shown, depth):
        if shown is None or depth > 20:
            return
        own = [frame for frame in shown.stack if frame.filename.startswith(self.folders)]
        shown.stack[:] = own
        self._keep_own(shown.__cause__, depth + 1)
        self._keep_own(shown.__context__, depth + 1)

    def leave_child(self):
        """A process the script forked has come to the end of the script; it must not go on as a second worker."""
        reason = sys.exc_info()[1]
        code = 0
        if isinstance(reason, SystemExit):
            code = reason.code if isinstance(reason.code, int) else 0 if reason.code is None else 1
        elif reason is not None:
            traceback.print_exc()
            code = 1
        leave(code & 0xFF)

    def result(self, run):
        if run.cancelled is not None and self.error is not None:
            self.status = "cancelled"
        return {"status": self.status, "exit": self.exit, "value": run.value, "error": self.error}


def _text(reason):
    try:
        return str(reason) or type(reason).__name__
    except Exception:
        return type(reason).__name__


def _module(reason):
    """The module that is not there; a missing part of one that is there is the package's own affair."""
    name = getattr(reason, "name", None)
    return name if isinstance(reason, ModuleNotFoundError) and isinstance(name, str) and "." not in name else ""


def _forget_frames(reason):
    """The traceback keeps every local variable of the script alive; a run must not outlive itself that way."""
    seen = 0
    while reason is not None and seen < 50:
        trace = reason.__traceback__
        if trace is not None:
            traceback.clear_frames(trace)
        reason.__traceback__ = None
        reason, seen = reason.__context__, seen + 1
