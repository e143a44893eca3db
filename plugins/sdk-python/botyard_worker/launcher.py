"""The launcher: imports everything once, then forks a worker whenever the host asks for one."""

import gc
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
import traceback  # noqa: F401
import urllib.parse  # noqa: F401
import urllib.request  # noqa: F401
import uuid  # noqa: F401

from botyard_worker import packages, wire, worker

_STOP_SECONDS = 2.0


class _Launcher:
    def __init__(self, address, token):
        self.address = address
        self.packages = packages.Packages()
        self.children = {}
        self.channel = wire.Channel(address)
        wire.hello(self.channel, "launcher", token)
        self.wake_read, self.wake_write = os.pipe()
        for end in (self.wake_read, self.wake_write):
            os.set_blocking(end, False)
        signal.signal(signal.SIGCHLD, lambda number, frame: None)
        signal.signal(signal.SIGTERM, self._terminate)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.set_wakeup_fd(self.wake_write, warn_on_full_buffer=False)
        self.stopping = False

    def _terminate(self, number, frame):
        self.stopping = True

    def serve(self):
        poll = select.poll()
        poll.register(self.channel.socket, select.POLLIN)
        poll.register(self.wake_read, select.POLLIN)
        while not self.stopping:
            try:
                self.reap()
                self.channel.peek()
                while self.channel.inbox and not self.stopping:
                    self.handle(self.channel.inbox.popleft())
            except wire.Closed:
                break
            if not self.stopping:
                poll.poll()
                try:
                    os.read(self.wake_read, 4096)
                except BlockingIOError:
                    pass
        self.stop()

    def handle(self, message):
        method = message["method"]
        if method == "worker.fork":
            self.fork(message)
        elif method == "packages.load":
            failed, started_thread = self.packages.load(message["params"]["paths"], message["params"]["modules"])
            _freeze()
            self.channel.answer(message["id"], {"failed": failed, "thread": started_thread})
        elif method == "worker.stop":
            self.stopping = True
        elif "id" in message:
            self.channel.refuse(message["id"], -32601, "A Python launcher does not know the method " + method + ".")

    def fork(self, message):
        token = message["params"]["token"]
        try:
            pid = os.fork()
        except OSError as reason:
            self.channel.refuse(message["id"], -32000, "No worker could be forked: %s" % reason)
            return
        if pid == 0:
            self._become_worker(token)
        self.children[pid] = True
        self.channel.answer(message["id"], {"pid": pid})

    def _become_worker(self, token):
        status = 1
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            os.close(self.wake_read)
            os.close(self.wake_write)
            self.channel.close()
            # A session of its own, so that what a killed worker has started can be found and ended.
            os.setsid()
            worker.main(self.address, token, self.packages)
            status = 0
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 1
        except BaseException:  # the fork must never return into the launcher's own loop
            traceback.print_exc()
        finally:
            os._exit(status)

    def reap(self):
        while self.children:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            if self.children.pop(pid, None) is None:
                continue
            code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else None
            killed_by = os.WTERMSIG(status) if os.WIFSIGNALED(status) else None
            if code != 0:
                _signal_group(pid, signal.SIGKILL)
            if not self.channel.closed:
                self.channel.notify("worker.exited", {"pid": pid, "code": code, "signal": killed_by})

    def stop(self):
        for pid in self.children:
            _signal_group(pid, signal.SIGTERM)
        deadline = time.monotonic() + _STOP_SECONDS
        while self.children and time.monotonic() < deadline:
            self._reap_quietly()
            select.select([self.wake_read], [], [], 0.02)
        for pid in self.children:
            _signal_group(pid, signal.SIGKILL)
        while self.children:
            self._reap_quietly()
            select.select([], [], [], 0.005)

    def _reap_quietly(self):
        try:
            self.reap()
        except wire.Closed:
            pass


def _signal_group(pid, number):
    try:
        os.killpg(pid, number)
    except (ProcessLookupError, PermissionError):
        pass


def _freeze():
    """What exists now is never garbage; unfrozen, every collection in a worker would copy its pages."""
    gc.collect()
    gc.freeze()


def main(address, token):
    launcher = _Launcher(address, token)
    worker.prepare()
    _freeze()
    launcher.serve()
    sys.exit(0)
