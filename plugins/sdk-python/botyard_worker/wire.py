"""JSON-RPC lines over one socket, shared by all threads of a run.

Whoever waits for an answer and finds nobody reading reads the socket itself, for everybody; so a script with one
thread sends and receives without handing anything to another thread, and a script with many needs no dispatcher.
"""

import itertools
import json
import json.encoder
import json.scanner
import os
import socket
from _thread import allocate_lock
from collections import deque

from botyard_worker import VERSION, system

_BUFFER = 1 << 14  # thousands of workers may wait for people, each with one


def _plain(value):
    """What a value that JSON does not know looks like on the wire."""
    if isinstance(value, (bytes, bytearray)):
        return bytes(value).decode("utf-8", "replace")
    if isinstance(value, (set, frozenset)) or hasattr(value, "__iter__"):
        return list(value)
    return str(value)


def _make_encoder(quote):
    if json.encoder.c_make_encoder is None:
        ascii_only = quote is json.encoder.encode_basestring_ascii
        return json.JSONEncoder(
            ensure_ascii=ascii_only, separators=(",", ":"), default=_plain, allow_nan=False, check_circular=False
        ).encode
    # What JSONEncoder.encode builds anew for every value is built once here.
    encode = json.encoder.c_make_encoder(None, _plain, quote, None, ":", ",", False, False, False)
    join = "".join
    return lambda value: join(encode(value, 0))


encode = _make_encoder(json.encoder.encode_basestring)
_encode_ascii = _make_encoder(json.encoder.encode_basestring_ascii)
_scan = json.JSONDecoder().scan_once


def to_bytes(text):
    """UTF-8; a lone surrogate, which scripts do get from broken input, becomes a question mark."""
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace")


class Closed(Exception):
    """The host has closed the connection."""


class Slot:
    """The place where the answer to one call arrives."""

    __slots__ = ("answer", "lock", "run")

    def __init__(self, run):
        self.answer = None
        self.run = run
        self.lock = allocate_lock()
        self.lock.acquire()

    def fill(self, answer):
        self.answer = answer
        self.wake()

    def wake(self):
        try:
            self.lock.release()
        except RuntimeError:
            pass  # already awake


def _connected(address):
    """A socket to the host: `tcp:ADDRESS:PORT`, or the path of a Unix socket."""
    kind, _, place = address.partition(":")
    if kind == "tcp":
        host, _, port = place.rpartition(":")
        connection = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        target = host, int(port)
    else:
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        target = address
    connection.settimeout(None)
    connection.connect(target)
    return connection


class Channel:
    """One connection to the host."""

    def __init__(self, address):
        self.socket = _connected(address)
        self.closed = False
        self.inbox = deque()  # requests and notifications for the main loop
        self.on_notice = None  # called with a request or notification that arrives while a run is busy
        self.on_answer = None  # called with the place of an answer that has arrived
        self._ids = itertools.count(1)
        self._pending = {}
        self._sending = allocate_lock()
        self._reading = allocate_lock()
        self._buffer = bytearray(_BUFFER)
        self._view = memoryview(self._buffer)
        self._partial = bytearray()
        self._lines = deque()
        # Waiting in recv itself would wake this thread each time the host has read something, too.
        self._await_data = system.awaiting(self.socket)
        self._receive = self.socket.recv_into
        self._sendall = self.socket.sendall

    @property
    def waiting(self):
        """Whether a call waits for its answer."""
        return bool(self._pending)

    def close(self):
        self.closed = True
        self.socket.close()

    # sending

    def send_text(self, text):
        """Sends complete lines with one system call."""
        data = to_bytes(text)
        with self._sending:
            try:
                self._sendall(data)
            except OSError:
                self.closed = True
                raise Closed("the host has closed the connection") from None

    def notify(self, method, params):
        self.send_text('{"jsonrpc":"2.0","method":"%s","params":%s}\n' % (method, encode(params)))

    def answer(self, number, result, before=""):
        self.send_text('%s{"jsonrpc":"2.0","id":%s,"result":%s}\n' % (before, encode(number), encode(result)))

    def refuse(self, number, code, message, word="refused"):
        error = {"code": code, "message": message, "data": {"code": word}}
        self.send_text('{"jsonrpc":"2.0","id":%s,"error":%s}\n' % (encode(number), encode(error)))

    # receiving

    def _read(self):
        """The next message; the caller holds the reading lock."""
        lines = self._lines
        while True:
            if lines:
                return _scan(lines.popleft(), 0)[0]
            try:
                self._await_data()
                count = self._receive(self._buffer)
            except OSError:
                count = 0
            if not self._partial and count and self._buffer.find(b"\n", 0, count) == count - 1:
                return _scan(str(self._view[: count - 1], "utf-8"), 0)[0]
            self._take(count)

    def _take(self, count):
        if not count:
            self.closed = True
            raise Closed("the host has closed the connection")
        start = 0
        while True:
            end = self._buffer.find(b"\n", start, count)
            if end < 0:
                break
            self._partial += self._view[start:end]
            line = str(self._partial, "utf-8").strip()
            if line:
                self._lines.append(line)
            self._partial = bytearray()
            start = end + 1
        self._partial += self._view[start:count]

    def _dispatch(self, message):
        if "method" in message:
            if self.on_notice is None or not self.on_notice(message):
                self.inbox.append(message)
            return
        slot = self._pending.pop(message.get("id"), None)
        if slot is not None:
            slot.fill(message)
            if self.on_answer is not None:
                self.on_answer(slot)

    def next_message(self):
        """The next request or notification; waits."""
        inbox = self.inbox
        while not inbox:
            with self._reading:
                if not inbox:
                    message = self._read()
                    if "method" in message:
                        return message
                    self._dispatch(message)
        return inbox.popleft()

    def peek(self):
        """Reads what has already arrived if nobody is reading; called by the watcher of a busy run."""
        if not self._reading.acquire(False):
            return
        try:
            while True:
                # First what an earlier read brought along: no poll reports that any more.
                while self._lines:
                    self._dispatch(_scan(self._lines.popleft(), 0)[0])
                try:
                    count = system.receive_now(self.socket, self._buffer)
                except (BlockingIOError, InterruptedError):
                    break
                except OSError:
                    count = 0
                self._take(count)
        finally:
            self._reading.release()
            self._promote()

    # calls

    def exchange(self, run, text_before, method, params_text):
        """Sends one request and waits for its answer, the whole JSON-RPC message."""
        number, slot = self.ask(run, text_before, method, params_text)
        return self.answered(number, slot)

    def ask(self, run, text_before, method, params_text):
        """Sends one request; its number and the place where the answer will be."""
        number = next(self._ids)
        slot = Slot(run)
        self._pending[number] = slot
        try:
            self.send_text('%s{"jsonrpc":"2.0","id":%d,"method":"%s","params":%s}\n' % (text_before, number, method, params_text))
        except Closed:
            self._pending.pop(number, None)
            raise
        return number, slot

    def answered(self, number, slot):
        """Waits for the answer to a request."""
        try:
            while slot.answer is None:
                if self._reading.acquire(False):
                    try:
                        while slot.answer is None:
                            self._dispatch(self._read())
                    finally:
                        self._reading.release()
                        if self._pending:
                            self._promote()
                else:
                    # Registered before this attempt: the reader that held the lock sees this slot when it leaves.
                    slot.lock.acquire()
        finally:
            self._pending.pop(number, None)
        return slot.answer

    def _promote(self):
        for slot in list(self._pending.values()):
            if slot.answer is None:
                slot.wake()
                return

    def fail_pending(self, run, code, message):
        """Ends what a run waits for."""
        for slot in list(self._pending.values()):
            if slot.run is run:
                slot.fill({"error": {"code": -32000, "message": message, "data": {"code": code}}})
                if self.on_answer is not None:
                    self.on_answer(slot)


def hello(channel, role, token):
    """Introduces this process; returns the host's answer."""
    answer = channel.exchange(
        None, "", "hello", encode({"role": role, "token": token, "pid": os.getpid(), "language": "python", "version": VERSION})
    )
    if "error" in answer:
        raise SystemExit("Botyard refused this %s: %s" % (role, answer["error"].get("message")))
    return answer.get("result") or {}
