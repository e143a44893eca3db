"""Runs of one plugin that share a process while they wait for people.

Each has a thread of its own, and one goes on at a time: its turn ends when it ends, or when it waits for a person and has left
the process as it was; what is its own (modules, folder, arguments) is then taken aside. So a thousand people in a dialogue cost
a thousand threads that stand still, not a thousand processes.
"""

import _thread
import os
import threading
from collections import deque

from botyard_worker import memory, wire
from botyard_worker.interruption import Interruption
from botyard_worker.run import CANCELLED, Run

_STACK = 1 << 20
_NEED_THE_MAIN_THREAD = frozenset(("signal", "multiprocessing", "faulthandler", "fork", "forkpty"))


class SharedRuns:
    """The runs of this process and whose turn it is. Whoever holds the turn may change the process."""

    def __init__(self, worker):
        self.worker = worker
        self.lock = _thread.allocate_lock()
        self.queue = deque()
        self.current = None
        self.runs = {}
        self.open = True  # takes new runs
        self.plugin = None
        self.own_threads = worker.baseline.threads
        self.main = threading._main_thread
        worker.channel.on_answer = self.answered
        threading.stack_size(_STACK)

    # what the host says; on whichever thread reads

    def notice(self, message):
        method = message["method"]
        params = message.get("params") or {}
        if method == "run.start":
            self.start(message)
        elif method == "run.cancel":
            self.cancel(params.get("run"), params.get("reason") or "no reason was given")
        elif method == "run.drop":
            turns = self.runs.get(params.get("run"))
            if turns is not None:
                turns.dropped = True
                self.cancel(turns.run.id, "the host has ended it")
        elif method == "worker.stop":
            self.worker.stopping = True
            self.open = False
            for name in list(self.runs):
                self.cancel(name, "Botyard is stopping this worker")
            if not self.runs:
                os._exit(0)
        else:
            return False
        return True

    def start(self, message):
        run = Run(self.worker, message)
        refused = self._refusal(run, message["params"])
        if refused:
            code, why = refused
            self.worker.channel.refuse(run.start_id, -32000, why, code)
            return
        turns = run.turns = Turns(self, run)
        self.runs[run.id] = turns
        self.want(turns)

    def _refusal(self, run, params):
        if not params.get("shared"):
            return "busy", "This worker's runs share it, and this one must not."
        if not self.open or self.plugin not in (None, run.plugin["file"]):
            return "busy", "This worker takes no more runs of this plugin."
        if _needs_main_thread(self._code(run)):
            return "alone", "This script works with signals or processes, so it shares no process with others."
        self.plugin = run.plugin["file"]
        return None

    def _code(self, run):
        try:
            return self.worker.compiled(run.plugin["file"], run.plugin.get("stamp"))
        except Exception:
            return None  # told by the run itself

    def cancel(self, name, reason):
        turns = self.runs.get(name)
        if turns is not None:
            self.worker.cancel(turns.run, reason)

    def answered(self, slot):
        """An answer has come; its run goes on when it is its turn."""
        turns = slot.run.turns if slot.run is not None else None
        if turns is None:
            return
        with self.lock:
            if turns.parked is not slot:
                return
            turns.parked = None
        self.want(turns)

    # turns

    def want(self, turns):
        with self.lock:
            if self.current is not None:
                self.queue.append(turns)
                return
            self.current = turns
        turns.begin()

    def pass_on(self):
        """The turn of the current run has ended."""
        with self.lock:
            turns = self.current = self.queue.popleft() if self.queue else None
        if turns is not None:
            turns.begin()

    def threads(self):
        """How many there are while a run goes on that has none besides its own."""
        return self.own_threads + sum(1 for turns in list(self.runs.values()) if turns.ident is not None)

    def ended(self, turns):
        self.runs.pop(turns.run.id, None)
        if self.worker.stopping and not self.runs:
            os._exit(0)
        self.pass_on()


class Turns:
    """One run, from turn to turn. Lives on a thread of its own."""

    def __init__(self, shared, run):
        self.shared = shared
        self.run = run
        self.parked = None  # what it waits for
        self.dropped = False
        self.ident = None
        self.thread = None
        self.interruption = Interruption()
        self._gate = _thread.allocate_lock()
        self._gate.acquire()
        self._aside = None

    def begin(self):
        """It is its turn, for the first time or again."""
        if self.ident is None:
            memory.widen(_STACK)
            self.ident = _thread.start_new_thread(self._live, ())
        else:
            self._gate.release()

    def _live(self):
        self.ident = self.interruption.ident = _thread.get_ident()
        shared, run, worker = self.shared, self.run, self.shared.worker
        self._enter()
        result = worker.execute(run) if run.cancelled is None else _cancelled(run)
        self._leave()
        shared.open = result["reusable"] = result["reusable"] and shared.open
        before = result.pop("_output")
        try:
            if not self.dropped:
                worker.channel.answer(run.start_id, result, before)
        except wire.Closed:
            pass  # seen by who reads
        memory.widen(-_STACK)
        shared.ended(self)

    def _enter(self):
        """The script finds itself alone in the main thread, as in a process of its own."""
        threading._active.clear()
        if self.thread is None:
            self.thread = threading.current_thread()
            self.thread.name = "MainThread"
        threading._active[self.ident] = threading._main_thread = self.thread
        worker = self.shared.worker
        worker.baseline.threads = self.shared.threads()
        worker.active(self.run)

    def _leave(self):
        main = threading._main_thread = self.shared.main
        threading._active.clear()
        threading._active[main.ident] = main
        self.shared.worker.active(None)

    def wait(self, before, method, text):
        """Asks the host for what a person says; the turn goes to others until there is an answer."""
        worker = self.shared.worker
        number, slot = worker.channel.ask(self.run, before, method, text)
        if self._park(slot):
            self._gate.acquire()
            worker.baseline.put_back(self._aside)
            self._aside = None
            self._enter()
            worker.channel.notify("run.resumed", {"run": self.run.id})
        return worker.channel.answered(number, slot)

    def _park(self, slot):
        shared, worker = self.shared, self.shared.worker
        alone = _thread.get_ident() == self.ident and len(threading._active) == 1 and not threading._limbo
        if not alone or not worker.untouched(self.run):
            return False
        with shared.lock:
            if slot.answer is not None:
                return False
            self.parked = slot
        worker.capture.drain()
        lines = worker.output_lines(self.run)
        if lines:
            worker.channel.send_text(lines)
        self._aside = worker.baseline.take_aside(worker.forgotten(self.run))
        self._leave()
        worker.channel.notify("run.parked", {"run": self.run.id, "reusable": shared.open})
        shared.pass_on()
        return True

    def stand_still(self):
        """After `os._exit`: the script goes no further, the others do."""
        self.shared.open = False
        self._leave()
        self.shared.ended(self)
        while True:
            self._gate.acquire()


def _cancelled(run):
    """The result of a run that was cancelled before its first turn."""
    error = {"type": "MiddlewareError", "message": CANCELLED % run.cancelled, "traceback": "", "line": None}
    return {"status": "cancelled", "exit": 1, "value": None, "error": error, "reusable": True, "_output": ""}


def _needs_main_thread(code):
    if code is None:
        return False
    return not _NEED_THE_MAIN_THREAD.isdisjoint(code.co_names) or any(
        _needs_main_thread(part) for part in code.co_consts if hasattr(part, "co_names")
    )
