"""The launcher: imports everything once, then has a worker forked whenever the host asks for one."""

import os
import select
import signal
import sys
import time

# Imported for the workers, which inherit them: a script that imports these pays nothing.
import asyncio  # noqa: F401
import base64  # noqa: F401
import collections  # noqa: F401
import concurrent.futures.thread  # noqa: F401
import datetime  # noqa: F401
import functools  # noqa: F401
import hashlib  # noqa: F401
import http.client  # noqa: F401
import json  # noqa: F401
import logging  # noqa: F401
import random  # noqa: F401
import re  # noqa: F401
import subprocess  # noqa: F401
import threading  # noqa: F401
import traceback
import urllib.parse  # noqa: F401
import urllib.request  # noqa: F401
import uuid  # noqa: F401

import _signal

from botyard_worker import packages, system, wire, worker, zygote

_STOP_SECONDS = 2.0
_M_ARENA_MAX = -8


class _Launcher:
    def __init__(self, address, token):
        self.address = address
        self.packages = packages.Packages()
        self.prepared = worker.Prepared()
        self.children = set()
        self.zygotes = []
        self.current = None
        self.channel = wire.Channel(address)
        wire.hello(self.channel, "launcher", token)
        self.wake_read, self.wake_write = os.pipe()
        for end in (self.wake_read, self.wake_write):
            os.set_blocking(end, False)
        signal.signal(signal.SIGTERM, self._terminate)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.set_wakeup_fd(self.wake_write, warn_on_full_buffer=False)
        self.stopping = False

    def _terminate(self, number, frame):
        self.stopping = True

    def serve(self):
        while not self.stopping:
            try:
                self.channel.peek()
                while self.channel.inbox and not self.stopping:
                    self.handle(self.channel.inbox.popleft())
            except wire.Closed:
                break
            if not self.stopping:
                self.wait(None, self.channel.socket)
        self.stop()

    def wait(self, millis, *more):
        """Until something is to be read, told by a zygote, or signalled."""
        poll = select.poll()
        poll.register(self.wake_read, select.POLLIN)
        for one in more:
            poll.register(one, select.POLLIN)
        for one in self.zygotes:
            poll.register(one.reports, select.POLLIN)
        ready = dict(poll.poll(millis))
        if self.wake_read in ready:
            os.read(self.wake_read, 4096)
        for one in [one for one in self.zygotes if one.reports in ready]:
            for _, *facts in one.read():
                self.ended(*facts)
            if one.gone:
                self.lost(one)

    def handle(self, message):
        method = message["method"]
        if method == "worker.fork":
            self.fork(message)
        elif method == "packages.load":
            failed, started_thread = self.packages.load(message["params"]["paths"], message["params"]["modules"])
            self.prepared.baseline.take()
            self.retire()
            self.channel.answer(message["id"], {"failed": failed, "thread": started_thread})
        elif method == "worker.stop":
            self.stopping = True
        elif "id" in message:
            self.channel.refuse(message["id"], -32601, "A Python launcher does not know the method " + method + ".")

    # forking

    def fork(self, message):
        try:
            if self.current is None:
                self.current = zygote.Zygote(self._become_worker)
                self.zygotes.append(self.current)
            pid, failed, ended = self.current.fork(message["params"]["token"])
        except OSError as reason:
            self.channel.refuse(message["id"], -32000, "No worker could be forked: %s" % reason)
            if self.current is not None and self.current.gone:
                self.lost(self.current)
            return
        if failed is None:
            self.children.add(pid)
            self.channel.answer(message["id"], {"pid": pid})
        else:
            self.channel.refuse(message["id"], -32000, "No worker could be forked: " + os.strerror(failed))
        for facts in ended:
            self.ended(*facts)

    def retire(self):
        """What workers inherit has changed: the next one comes from a new zygote, the old one ends after its last worker."""
        if self.current is not None:
            self.current.no_more()
            self.current = None

    def lost(self, one):
        """A zygote has ended. Workers of one that was still wanted have nobody left to watch them."""
        self.zygotes.remove(one)
        os.close(one.reports)
        if one is self.current:
            one.no_more()
            self.current = None
            self.stopping = True

    def _become_worker(self, token):
        status = 1
        try:
            _signal.signal(_signal.SIGCHLD, _signal.SIG_DFL)
            _signal.signal(_signal.SIGTERM, _signal.SIG_DFL)
            for end in [self.wake_read, self.wake_write, *(one.reports for one in self.zygotes)]:
                os.close(end)
            self.channel.close()
            # A session of its own, so that what a killed worker has started can be found and ended.
            os.setsid()
            worker.main(self.address, token.decode("ascii"), self.packages, self.prepared)
            status = 0
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 1
        except BaseException:  # the fork must never return into the zygote's own loop
            traceback.print_exc()
        finally:
            os._exit(status)

    # ends

    def ended(self, pid, status):
        pid, status = int(pid), int(status)
        self.children.discard(pid)
        code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else None
        killed_by = os.WTERMSIG(status) if os.WIFSIGNALED(status) else None
        if code != 0:
            _signal_group(pid, signal.SIGKILL)
        if not self.channel.closed:
            try:
                self.channel.notify("worker.exited", {"pid": pid, "code": code, "signal": killed_by})
            except wire.Closed:
                pass  # seen when it is read next

    def stop(self):
        self.retire()
        for pid in self.children:
            _signal_group(pid, signal.SIGTERM)
        deadline = time.monotonic() + _STOP_SECONDS
        while self.children and time.monotonic() < deadline:
            self.wait(20)
        for pid in self.children:
            _signal_group(pid, signal.SIGKILL)
        while self.zygotes:
            self.wait(None)


def _signal_group(pid, number):
    try:
        os.killpg(pid, number)
    except (ProcessLookupError, PermissionError):
        pass


def main(address, token):
    """Where nothing can be forked, this process is a worker itself, and its hello says so."""
    if not system.FORKS:
        worker.main(address, token)
    # One arena of memory for all threads: a worker's own thread would else dirty a second one.
    getattr(system.c_library(), "mallopt", int)(_M_ARENA_MAX, 1)
    launcher = _Launcher(address, token)
    launcher.serve()
    sys.exit(0)
