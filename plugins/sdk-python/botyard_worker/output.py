"""Gathers what a run prints: text written to sys.stdout and sys.stderr, and bytes written to descriptors 1 and 2."""

import codecs
import io
import os
import sys
from _thread import allocate_lock

from botyard_worker import system

_CHUNK = 1 << 16
DEFAULT_LIMIT = 256 * 1024


class _Bytes(io.BufferedIOBase):
    """sys.stdout.buffer; closing it, as a TextIOWrapper around it does when it is forgotten, changes nothing."""

    def __init__(self, stream):
        self._stream = stream

    def write(self, data):
        data = bytes(data)
        self._stream.write_bytes(data)
        return len(data)

    def writable(self):
        return True

    def fileno(self):
        return self._stream.fileno()

    def flush(self):
        pass

    def close(self):
        pass


class Stream(io.TextIOBase):
    """sys.stdout or sys.stderr of a worker: keeps the tail until it is sent."""

    encoding = "utf-8"
    errors = "replace"
    newlines = None
    line_buffering = True
    mode = "w"

    def __init__(self, name, descriptor):
        self.stream_name = name
        self.name = "<%s>" % name
        self.size = 0
        self.dropped = 0
        self.limit = DEFAULT_LIMIT
        self._cap = 2 * DEFAULT_LIMIT
        self._descriptor = descriptor
        self._parts = []
        self._append = self._parts.append
        self._lock = allocate_lock()
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.buffer = _Bytes(self)

    def set_limit(self, limit):
        self.limit = limit
        self._cap = 2 * limit

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError("write() argument must be str, not " + type(text).__name__)
        self._append(text)
        count = len(text)
        self.size += count
        if self.size > self._cap:
            self._shrink()
        return count

    def write_bytes(self, data):
        self.write(self._decoder.decode(data))

    def _shrink(self):
        with self._lock:
            count = len(self._parts)
            text = "".join(self._parts[:count])
            kept = text[-self.limit :]
            self.dropped += len(text[: -self.limit].encode("utf-8", "replace"))
            self._parts[:count] = [kept]
            self.size = len(kept)

    def take(self):
        """Text gathered so far and the number of bytes that were dropped before it."""
        with self._lock:
            # The list object stays: a thread that is about to append must not write into a forgotten one.
            count = len(self._parts)
            text = "".join(self._parts[:count])
            del self._parts[:count]
            self.size = 0
            dropped, self.dropped = self.dropped, 0
        if 4 * len(text) > self.limit:
            data = text.encode("utf-8", "replace")
            if len(data) > self.limit:
                kept = data[-self.limit :].decode("utf-8", "ignore")
                dropped += len(data) - len(kept.encode("utf-8"))
                text = kept
        return text, dropped

    # what scripts do with a standard stream

    def writable(self):
        return True

    def isatty(self):
        return False

    def fileno(self):
        return self._descriptor

    def flush(self):
        pass

    def close(self):
        pass

    def detach(self):
        return self.buffer

    def reconfigure(self, **options):
        pass


class _DirectStream(Stream):
    """The same object in a process that the script forked: what it writes goes through the inherited pipe."""

    def write(self, text):
        os.write(self._descriptor, text.encode("utf-8", "replace"))
        return len(text)


class Capture:
    """Both streams of a worker and the pipes behind descriptors 1 and 2."""

    def __init__(self):
        self.out = Stream("stdout", 1)
        self.err = Stream("stderr", 2)
        self.real_err = 2
        self.lock = allocate_lock()
        self.generation = 0
        self._ends = []
        self._decoders = {}
        self._pipes = None

    def begin(self):
        """From now on it gathers what this process prints."""
        self.real_err = os.dup(2)
        self._open()
        self.reset_streams()

    def _open(self):
        self._pipes = system.Pipes()
        for stream in (self.out, self.err):
            read, write = os.pipe()
            if hasattr(os, "set_blocking"):
                os.set_blocking(read, False)
            os.dup2(write, stream.fileno(), inheritable=True)
            os.close(write)
            self._ends.append(read)
            self._decoders[read] = (stream, codecs.getincrementaldecoder("utf-8")("replace"))
            self._pipes.add(read)

    @property
    def read_ends(self):
        return list(self._ends)

    def renew(self):
        """New pipes: a process the last run left behind keeps the old ones and cannot write into the next run."""
        with self.lock:
            self._drain()
            old = self._ends
            self._ends, self._decoders = [], {}
            self._open()
            for read in old:
                os.close(read)
            self.generation += 1

    def drain(self):
        """Moves what lies in the pipes into the streams."""
        with self.lock:
            self._drain()

    def _drain(self):
        # At most a few rounds: an endless writer must not keep the caller here.
        for _ in range(16):
            ready = self._pipes.ready()
            if not ready:
                return
            for read in ready:
                stream, decoder = self._decoders[read]
                try:
                    data = os.read(read, _CHUNK)
                except BlockingIOError:
                    continue
                if data:
                    stream.write(decoder.decode(data))

    def reset_streams(self):
        sys.stdout = sys.__stdout__ = self.out
        sys.stderr = sys.__stderr__ = self.err

    def pending(self):
        return self.out.size or self.err.size or self.out.dropped or self.err.dropped

    def become_direct(self):
        """In a forked child of the script."""
        self.out.__class__ = self.err.__class__ = _DirectStream
