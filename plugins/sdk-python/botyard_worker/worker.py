"""The worker: executes one run at a time in its main thread and is the same afterwards as before."""

import _thread
import atexit
import builtins
import os
import signal
import sys
import traceback
import types

from botyard import _handlers as handlers
from botyard_worker import imports, isolation, memory, output, packages, source, system, wire
from botyard_worker.ending import Ending, leave
from botyard_worker.run import CANCELLED, Run
from botyard_worker.watcher import Watcher

LONGEST_END = 2
_HERE = os.path.dirname(os.path.abspath(__file__))


class _Exit:
    """The builtins `exit` and `quit`; unlike the interactive ones they leave standard input open."""

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return "Use %s() to end the script" % self.name

    def __call__(self, code=None):
        raise SystemExit(code)


class Prepared:
    """What a launcher makes once for all of its workers."""

    def __init__(self):
        import botyard
        import middleware

        builtins.exit, builtins.quit = _Exit("exit"), _Exit("quit")
        self.middleware = middleware
        self.capture = output.Capture()
        self.baseline = isolation.Baseline(middleware, botyard)


class _Worker:
    def __init__(self, address, token, packages, prepared):
        self.pid = os.getpid()
        self.packages = packages
        packages.forked()
        self.child = False
        self.run = None
        self.shared = None
        self.interruptible = False
        self.stopping = False
        self.busy = False
        self.code = {}
        self.loop = None  # of handlers that await
        self.claimed = set()
        self.path_place = 1
        os._exit = self._exit_at_once
        middleware = self.middleware = prepared.middleware
        self.error_type = middleware.MiddlewareError
        self.host = middleware._host
        if "random" in sys.modules:
            sys.modules["random"].seed()
        descriptor = os.open(os.devnull, os.O_RDONLY)
        os.dup2(descriptor, 0)
        os.close(descriptor)
        self.channel = wire.Channel(address)
        answer = wire.hello(self.channel, "worker", token)
        limits = answer.get("limits") or {}
        self.capture = prepared.capture
        self.capture.begin()
        size = int(limits.get("output_bytes") or 0) or output.DEFAULT_LIMIT
        for stream in (self.capture.out, self.capture.err):
            stream.set_limit(min(size, output.DEFAULT_LIMIT))
        self.memory_limit = memory.limit(int(limits.get("memory_bytes") or 0))
        signal.signal(signal.SIGINT, self._interrupt)
        self.channel.on_notice = self._notice
        if system.FORKS:
            os.register_at_fork(after_in_child=self._in_child)
        self.watcher = Watcher(self)
        self.baseline = prepared.baseline
        self.baseline.forked()
        self.watcher.start()
        self.baseline.threads = _thread._count()

    # main loop

    def serve(self):
        channel = self.channel
        while not self.stopping or self.shared is not None:
            message = channel.next_message()
            method = message["method"]
            if method == "run.start":
                self._start(message)
            elif self.shared is not None and self.shared.notice(message):
                continue
            elif method == "worker.stop":
                return
            elif method == "packages.load":
                self._load(message)
            elif "id" in message:
                channel.refuse(message["id"], -32601, "A Python worker does not know the method " + method + ".")

    def _load(self, message):
        """What a launcher does before it forks, in a worker that nobody has forked and that has had no run."""
        failed, started_thread = self.packages.load(message["params"]["paths"], message["params"]["modules"])
        self.baseline.take()
        self.channel.answer(message["id"], {"failed": failed, "thread": started_thread})

    def _start(self, message):
        if message["params"].get("shared") or self.shared is not None:
            self._share().start(message)
            return
        run = Run(self, message)
        self.active(run)
        try:
            result = self.execute(run)
        finally:
            self.active(None)
        self.channel.answer(run.start_id, result, result.pop("_output"))

    def _share(self):
        """From the first run that may share this process with others on, all of its runs do."""
        if self.shared is None:
            from botyard_worker import shared

            self.shared = shared.SharedRuns(self)
        return self.shared

    def active(self, run):
        """Which run goes on from now on; None for no run."""
        self.run = self.host.run = run
        self.busy = run is not None
        if self.busy and self.watcher.sleeping:
            self.watcher.wake()

    def execute(self, run):
        """Runs the script and puts the process back as it was; the result for the host."""
        plugin = run.plugin
        file = plugin["file"]
        folder = run.folder or os.path.dirname(file)
        folders = [folder]
        for other in plugin.get("folders") or ():
            if other not in folders:
                folders.append(other)
        self.path_place = len(folders)
        baseline = self.baseline
        ending = Ending(self, file, folders)
        main = types.ModuleType("__main__")
        main.__file__ = file
        main.__builtins__ = builtins
        sys.modules["__main__"] = main
        baseline.begin(folders, [file, run.id])
        try:
            self._before(folders)
            if plugin.get("paths"):
                run.add_paths(plugin["paths"])
                self.packages.give_way(folders)
            code = self.compiled(file, plugin.get("stamp"))
            os.chdir(folder)
            try:
                self.expose(run)
                exec(code, main.__dict__)
                if run.handler is not None:
                    handlers.fire(run, run.handler)
            finally:
                if self.child:
                    ending.leave_child()
                self.shield(run)  # inside: an interrupt just before it still ends up below
        except BaseException as reason:
            self.shield(run)
            ending.failed(reason)
        reusable = True
        try:
            try:
                self.expose(run)
                if _thread._count() != baseline.threads:
                    reusable = baseline.join_threads()
                baseline.end_processes()
                if baseline.exit_functions:
                    baseline.run_exit_functions(lambda: sys.stderr.write(traceback.format_exc()))
            finally:
                self.shield(run)
        except BaseException as reason:
            self.shield(run)
            reusable = False
            ending.failed(reason)
        return self._finish(run, ending, main, folders, plugin.get("paths") or (), reusable)

    def _finish(self, run, ending, main, folders, packages, reusable):
        run.ended = True
        capture = self.capture
        try:
            if sys.stdout is not capture.out:
                sys.stdout.flush()
            if sys.stderr is not capture.err:
                sys.stderr.flush()
        except Exception:
            pass  # the script's own object; what it cannot flush is lost with it
        capture.reset_streams()
        if reusable:
            main.__dict__.clear()  # breaks the cycles between functions and their module without a collection
        if isolation.flags.native:
            _flush_native()
        spawned = isolation.flags.spawned
        baseline = self.baseline
        reusable = baseline.restore(folders + run.paths if run.paths else folders, packages) and reusable
        if packages:
            reusable = self.packages.unchanged() and reusable
        if spawned:
            capture.renew()
        else:
            capture.drain()
        result = ending.result(run)
        result["reusable"] = reusable and not ending.spoiled and not self.stopping
        if baseline.imported:
            result["imported"] = baseline.imported
        result["_output"] = self.output_lines(run) if capture.pending() else ""
        return result

    def forgotten(self, run):
        """Folders whose modules are the run's own."""
        return list(self.baseline.folders) + run.paths

    def untouched(self, run):
        """Whether the run has left the process as it was, but for what is its own anyway."""
        if isolation.flags.spawned or sys.stdout is not self.capture.out or sys.stderr is not self.capture.err:
            return False
        return not self.baseline.differs(self.forgotten(run)) and self.packages.unchanged()

    def _exit_at_once(self, status=0):
        """`os._exit` of a script: nothing more is done, but what the run has printed and how it ended is told."""
        run = self.run
        try:
            if not self.child and run is not None and not run.ended:
                self.shield(run)
                run.ended = True
                if sys.stdout is not self.capture.out:
                    sys.stdout.flush()
                self.capture.drain()
                self.channel.answer(
                    run.start_id,
                    {"status": "ok", "exit": status, "value": run.value, "error": None, "reusable": False},
                    self.output_lines(run),
                )
                if run.turns is not None:
                    run.turns.stand_still()
        finally:
            leave(status)

    def _before(self, folders):
        for folder in folders:
            if folder not in self.claimed:
                self.claimed.add(folder)
                imports.claim(folder)
                stray = os.path.join(folder, "middleware.py")
                if os.path.exists(stray) and not os.path.samefile(stray, self.middleware.__file__):
                    sys.stderr.write("%s is not used: Botyard's own middleware takes its place. The file can be deleted.\n" % stray)

    def compiled(self, file, stamp):
        known = self.code.get(file)
        if known is not None and stamp and known[0] == stamp:
            return known[1]
        code = source.compiled(file)
        if len(self.code) > 256:
            self.code.clear()
        self.code[file] = (stamp, code)
        return code

    def output_lines(self, run):
        """Notifications with what the run has printed, ready to stand before the next message."""
        lines = ""
        for stream in (self.capture.out, self.capture.err):
            if stream.size or stream.dropped:
                text, dropped = stream.take()
                params = {"run": run.id, "stream": stream.stream_name, "text": text}
                if dropped:
                    params["dropped"] = dropped
                lines += '{"jsonrpc":"2.0","method":"run.output","params":' + wire.encode(params) + "}\n"
        return lines

    # cancelling

    def _notice(self, message):
        """A notification that arrives while a run is busy; called by whichever thread reads."""
        method = message["method"]
        if self.shared is not None:
            return self.shared.notice(message)
        run = self.run
        if method == "run.cancel":
            params = message.get("params") or {}
            if run is not None and params.get("run") == run.id:
                self.cancel(run, params.get("reason") or "no reason was given")
            return True
        if method == "worker.stop":
            self.stopping = True
            if run is not None:
                self.cancel(run, "Botyard is stopping this worker")
                return True
        return False

    def cancel(self, run, reason):
        if run.cancelled is None:
            run.cancelled = reason
            self.channel.fail_pending(run, "cancelled", CANCELLED % reason)

    def expose(self, run):
        """From here on an interrupt reaches the thread of the run, because it is in the script."""
        if run.turns is None:
            self.interruptible = True
        else:
            run.turns.interruption.expose()

    def shield(self, run):
        if run.turns is None:
            self.interruptible = False
        else:
            run.turns.interruption.shield()

    def _interrupt(self, number, frame):
        """SIGINT: ends the script wherever it is, but never in the middle of a message."""
        if not self.interruptible or self.run is None:
            return
        while frame is not None:
            name = frame.f_code.co_filename
            if name == output.__file__ and frame.f_code.co_name == "write":
                pass  # holds nothing; a script that only prints would else hardly ever be met outside of it
            elif name.startswith(_HERE):
                if frame.f_code.co_name != "execute" and not name.endswith("isolation.py"):
                    return
                break
            frame = frame.f_back
        raise KeyboardInterrupt

    def _in_child(self):
        self.child = True
        self.interruptible = False
        self.capture.become_direct()
        self.channel.socket.close()  # or the host would not notice the worker's end while this process lives


def _flush_native():
    """C code writes through its own buffer, which would otherwise be emptied in a later run."""
    system.c_library().fflush(None)


def main(address, token, kept=None, prepared=None):
    """Serves runs until the host says stop or hangs up."""
    worker = _Worker(address, token, kept or packages.Packages(), prepared or Prepared())
    try:
        worker.serve()
    except wire.Closed:
        pass
    except BaseException:
        # sys.stderr is the output of a run that cannot be told to the host any more.
        os.write(worker.capture.real_err, traceback.format_exc().encode("utf-8", "replace"))
        os._exit(1)
    _thread.start_new_thread(_leave_late, ())
    atexit._run_exitfuncs()
    os._exit(0)


def _leave_late():
    """What scripts and packages left to be done at the end may wait for ever, and nobody else ends a process that has no launcher."""
    never = _thread.allocate_lock()
    never.acquire()
    never.acquire(timeout=LONGEST_END)
    os._exit(1)
