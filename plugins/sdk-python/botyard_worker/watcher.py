"""The watcher: one thread that looks after the run of a busy worker, and sleeps while there is nothing to look after."""

import _thread
import threading
import time

from botyard_worker import system, wire
from botyard_worker.ending import leave

_TICK_MILLIS = 100  # how soon a busy run's cancellation is seen and its output sent
_IDLE_TICKS = 20
_KILL_SECONDS = 2.0


class Watcher:
    def __init__(self, worker):
        self.worker = worker
        self.sleeping = False
        self.lost_at = None
        self.last_tick = 0.0
        self.alarm = system.Alarm()
        self.wake = self.alarm.ring  # called when the watcher sleeps, and there is something to look after again

    def start(self):
        """Returns when the thread is there and takes no signals."""
        started = _thread.allocate_lock()
        started.acquire()
        _thread.start_new_thread(self._run, (started,))
        started.acquire()

    def _run(self, started):
        worker = self.worker
        system.takes_no_signals()
        main = threading.main_thread().ident
        generation = -1
        quiet = 0
        started.release()
        while True:
            if generation != worker.capture.generation:
                with worker.capture.lock:
                    generation = worker.capture.generation
                    ends = worker.capture.read_ends
                self.alarm.look_at(ends)
            quiet = quiet + 1 if self._rests() else 0
            self.sleeping = quiet > _IDLE_TICKS
            if self.sleeping and not self._rests():
                self.sleeping = False
            rung, printed = self.alarm.wait(None if self.sleeping else _TICK_MILLIS)
            self.sleeping = False
            if rung:
                quiet = 0
            if printed:
                worker.capture.drain()
            if (rung or printed) and not self._due():
                continue
            run = worker.run
            if run is not None and not run.ended:
                self._tick(run, main)

    def _rests(self):
        """Whether there is nothing to look after: no run, or one that only waits for an answer and hears itself of its end."""
        worker = self.worker
        return not worker.busy or worker.channel.waiting and _thread._count() == worker.baseline.threads

    def _due(self):
        """A flood wakes the watcher all the time; it still looks after the run only once per tick."""
        return time.monotonic() - self.last_tick >= _TICK_MILLIS / 1000

    def _tick(self, run, main):
        worker = self.worker
        self.last_tick = time.monotonic()
        try:
            worker.channel.peek()
            if worker.capture.pending() and not run.ended:
                worker.channel.send_text(worker.output_lines(run))
        except wire.Closed:
            worker.stopping = True
            worker.cancel(run, "Botyard has closed the connection")
        if run.cancelled is not None and worker.run is run and not run.ended:
            if run.turns is None:
                system.interrupt(main)
            else:
                run.turns.interruption.strike()
            if worker.channel.closed:
                self.lost_at = self.lost_at or time.monotonic()
                if time.monotonic() - self.lost_at > _KILL_SECONDS:
                    leave(1)
