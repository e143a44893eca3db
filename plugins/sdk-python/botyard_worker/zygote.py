"""The zygote: a copy of the launcher that does nothing but fork workers.

Whatever a process writes to between two forks becomes a page of the younger child's own. A launcher that reads requests and
writes answers would cost each worker half a megabyte that way; thousands of workers may wait for people at the same time, so
here as little as possible happens.
"""

import gc
import os

import _signal

_TOKEN_BYTES = 4096


class Zygote:
    """The launcher's end: asks for workers and hears how they ended."""

    def __init__(self, become_worker):
        orders, self._orders = os.pipe()
        self.reports, reports = os.pipe()
        # What exists now is never garbage; unfrozen, every collection in a worker would copy its pages.
        gc.collect()
        gc.freeze()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self._orders)
            os.close(self.reports)
            _serve(orders, reports, become_worker)
        os.close(orders)
        os.close(reports)
        self._partial = b""
        self.gone = False

    def fork(self, token):
        """The pid of a new worker, or the number of the error why there is none; and how workers ended meanwhile."""
        ended, pid, failed = [], None, None
        try:
            os.write(self._orders, token.encode("ascii"))
            while pid is None and failed is None:
                for kind, *facts in self.read():  # all of them: ends may be told in the same breath
                    if kind == b"exit":
                        ended.append(facts)
                    elif kind == b"pid":
                        pid = int(facts[0])
                    else:
                        failed = int(facts[0])
                if self.gone:
                    raise OSError("the process that forks them has ended")
        except BrokenPipeError:
            self.gone = True
            raise
        return pid, failed, ended

    def read(self):
        """What it has said; waits for at least a part of it."""
        data = os.read(self.reports, 4096)
        if not data:
            self.gone = True
            os.waitpid(self.pid, 0)
        *lines, self._partial = (self._partial + data).split(b"\n")
        return [line.split() for line in lines]

    def no_more(self):
        """It forks no more and ends after its last worker."""
        if self._orders >= 0:
            os.close(self._orders)
            self._orders = -1


def _serve(orders, reports, become_worker):
    """Never returns. One order is under way at a time."""

    def reap(number, frame):
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
            while pid:
                os.write(reports, b"exit %d %d\n" % (pid, status))
                pid, status = os.waitpid(-1, os.WNOHANG)
        except OSError:
            pass  # no child is left, or nobody hears it

    _signal.set_wakeup_fd(-1)
    _signal.signal(_signal.SIGTERM, _signal.SIG_IGN)
    _signal.signal(_signal.SIGCHLD, reap)
    token = os.read(orders, _TOKEN_BYTES)
    while token:
        try:
            pid = os.fork()
        except OSError as reason:
            os.write(reports, b"error %d\n" % reason.errno)
        else:
            if pid == 0:
                os.close(orders)
                os.close(reports)
                become_worker(token)
            os.write(reports, b"pid %d\n" % pid)
        token = os.read(orders, _TOKEN_BYTES)
    _signal.signal(_signal.SIGCHLD, _signal.SIG_DFL)
    try:
        while True:
            os.write(reports, b"exit %d %d\n" % os.waitpid(-1, 0))
    except OSError:
        os._exit(0)
