"""What systems do differently: how pipes and sockets are waited for, and what Windows has not.

Everything that a system may lack is asked for here or where it is used, never by the system's name, so that a test can take it away.
"""

import _thread
import os
import select
import signal
import socket

try:
    import _winapi
    import msvcrt
except ImportError:
    _winapi = msvcrt = None

FORKS = hasattr(os, "fork")
_POLLS = hasattr(select, "poll")
_MOST_SECONDS = 1.0


def awaiting(connection):
    """A function that waits until something can be read from a socket, and reads nothing."""
    if _POLLS:
        readable = select.poll()
        readable.register(connection, select.POLLIN)
        return readable.poll
    return lambda: select.select([connection], [], [])


def receive_now(connection, buffer):
    """Reads what has already arrived; BlockingIOError where nothing has."""
    if hasattr(socket, "MSG_DONTWAIT"):
        return connection.recv_into(buffer, 0, socket.MSG_DONTWAIT)
    if not select.select([connection], [], [], 0)[0]:
        raise BlockingIOError
    return connection.recv_into(buffer)


class Pipes:
    """The read ends of some pipes."""

    def __init__(self):
        self._ends = []
        self._poll = select.poll() if _POLLS else None

    def add(self, end):
        self._ends.append(end)
        if _POLLS:
            self._poll.register(end, select.POLLIN)

    def ready(self):
        """Those from which something can be read at once."""
        return [end for end, _ in self._poll.poll(0)] if _POLLS else _ready(self._ends)


def _ready(ends):
    if _winapi is None:
        return select.select(ends, [], [], 0)[0]
    return [end for end in ends if _filled(end)]


def _filled(end):
    try:
        return _winapi.PeekNamedPipe(msvcrt.get_osfhandle(end), 0)[0] > 0
    except OSError:
        return False  # nobody has its other end


class _PipeAlarm:
    """Wakes the thread that waits, which also looks at the read ends of pipes."""

    def __init__(self):
        self._read, self._write = os.pipe()
        self._poll = None

    def look_at(self, ends):
        self._poll = select.poll()
        self._poll.register(self._read, select.POLLIN)
        for end in ends:
            self._poll.register(end, select.POLLIN)

    def ring(self):
        os.write(self._write, b".")

    def wait(self, millis):
        """Whether it has rung, and whether something is to be read; waits for either, without an end where `millis` is None."""
        ready = self._poll.poll(millis)
        rung = any(end == self._read for end, _ in ready)
        if rung:
            os.read(self._read, 64)
        return rung, len(ready) > rung


class _SocketAlarm:
    """The same where only sockets can be waited for: what comes through pipes is looked for now and then."""

    def __init__(self):
        self._near, self._far = socket.socketpair()
        self._ends = ()

    def look_at(self, ends):
        self._ends = list(ends)

    def ring(self):
        self._far.send(b".")

    def wait(self, millis):
        seconds = _MOST_SECONDS if millis is None else min(millis / 1000, _MOST_SECONDS)
        rung = bool(select.select([self._near], [], [], seconds)[0])
        if rung:
            self._near.recv(64)
        return rung, bool(_ready(self._ends))


Alarm = _PipeAlarm if _POLLS else _SocketAlarm


def takes_no_signals():
    """The calling thread leaves signals to the main one. Where it cannot, Python itself has only the main thread hear them."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT, signal.SIGTERM])


def interrupt(main):
    """SIGINT for the main thread. Without signals between threads it comes when Python goes on there."""
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(main, signal.SIGINT)
    else:
        _thread.interrupt_main()


def c_library():
    """The library whose buffers C code writes through."""
    import ctypes

    return ctypes.CDLL(None if _winapi is None else "ucrtbase")
