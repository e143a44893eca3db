"""Puts a worker back into the state it had before a run.

What cannot be compared cheaply after every run is reported by an audit hook.
"""

import _signal
import _thread
import atexit
import os
import sys
import threading
import time

from botyard_worker import imports, installs, surroundings

_SPAWNING = frozenset(("subprocess.Popen", "os.system", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty", "os.exec", "pty.spawn"))
_CTYPES = frozenset(("ctypes.dlopen", "ctypes.dlsym", "ctypes.call_function"))
_GRACE_SECONDS = 0.05
_HAS_TIMER = hasattr(_signal, "setitimer")


class _Flags:
    """What the audit hook has seen since the last run began."""

    spawned = False
    imported = False
    native = False


flags = _Flags()


def _audit(event, arguments):
    if event == "import":
        flags.imported = True
    elif event in _SPAWNING:
        flags.spawned = True
        if event in installs.STARTS:
            installs.look(event, arguments)
    elif event in _CTYPES:
        flags.native = True


class Baseline:
    """State of the interpreter before the first run, taken by the launcher: a worker inherits the picture and pays nothing for it."""

    def __init__(self, middleware, botyard):
        sys.addaudithook(_audit)
        self.middleware, self.botyard = middleware, botyard
        self.exit_functions = []
        self.folders = ()
        self._real_register, self._real_unregister = atexit.register, atexit.unregister
        atexit.register, atexit.unregister = self._register, self._unregister
        self.surroundings = surroundings.Surroundings(middleware, botyard)
        self.threads = 0  # set by the worker when its own threads run
        self.imported = []  # from packages, by the last run
        self.take()

    def take(self):
        """Takes the picture; again after packages were imported, which may have changed anything."""
        self.surroundings.take()
        self.main = sys.modules["__main__"]
        self.path = sys.path
        self.entries = list(sys.path)
        self.module_names = frozenset(sys.modules)
        self.stdin = sys.stdin

    def forked(self):
        """What is a worker's own."""
        self.surroundings.forked()

    # functions a run registers for its end

    def _register(self, function, *arguments, **keywords):
        frame = sys._getframe(1)
        if self._of_a_plugin(frame.f_globals):
            self.exit_functions.append((function, arguments, keywords))
            return function
        return self._real_register(function, *arguments, **keywords)

    def _unregister(self, function):
        self.exit_functions[:] = [entry for entry in self.exit_functions if entry[0] != function]
        self._real_unregister(function)

    def _of_a_plugin(self, names):
        return names.get("__name__") == "__main__" or str(names.get("__file__", "")).startswith(self.folders)

    def run_exit_functions(self, report):
        functions = self.exit_functions
        while functions:
            function, arguments, keywords = functions.pop()
            try:
                function(*arguments, **keywords)
            except SystemExit:
                pass
            except BaseException:
                report()

    # threads and processes

    def join_threads(self):
        """Waits as the interpreter does at its end; tells whether only this worker's own threads are left."""
        if _thread._count() == self.threads:
            return True
        pools = sys.modules.get("concurrent.futures.thread")
        if pools is not None and pools._threads_queues:
            with pools._global_shutdown_lock:
                pools._shutdown = True
            try:
                for queue in list(pools._threads_queues.values()):
                    queue.put(None)
                for thread in list(pools._threads_queues):
                    thread.join()
            finally:
                pools._shutdown = False
        current = threading.current_thread()
        waiting = True
        while waiting:
            waiting = [thread for thread in threading.enumerate() if thread is not current and not thread.daemon and thread.is_alive()]
            for thread in waiting:
                thread.join()
        deadline = time.monotonic() + _GRACE_SECONDS
        while _thread._count() != self.threads and time.monotonic() < deadline:
            time.sleep(0.001)
        return _thread._count() == self.threads

    def end_processes(self):
        """What the multiprocessing module does at exit."""
        processes = sys.modules.get("multiprocessing.process")
        if processes is None or not processes._children:
            return
        import multiprocessing

        for child in multiprocessing.active_children():
            if child.daemon:
                child.terminate()
            child.join()

    # begin and restore

    def begin(self, folders, arguments):
        flags.spawned = flags.imported = flags.native = False
        self.folders = imports.prefixes(folders)
        self.path[:] = folders + self.entries
        sys.argv = arguments

    def restore(self, forget, packages=()):
        """Undoes what the run did; `forget` are folders whose modules go. False: this process must not run again.

        What came from the folders `packages` is told in `imported`.
        """
        self.imported = []
        clean = True
        self.surroundings.restore()
        sys.modules["__main__"] = self.main
        sys.modules["middleware"] = self.middleware
        sys.modules["botyard"] = self.botyard
        if flags.imported or len(sys.modules) != len(self.module_names):
            clean = self._forget_modules(forget, packages)
        sys.path = self.path
        self.path[:] = self.entries
        if _HAS_TIMER:
            _signal.setitimer(_signal.ITIMER_REAL, 0)
        if sys.stdin is not self.stdin or self.stdin is None or self.stdin.closed:
            clean = self._restore_stdin() and clean
        self._forget_event_loop()
        return clean

    # runs that share the process

    def differs(self, own):
        """Whether the run has changed what `restore` would have to put back; `own` are the folders of its modules."""
        return (
            self.surroundings.differ()
            or sys.stdin is not self.stdin
            or sys.path is not self.path
            or self._compiled_anew(imports.prefixes(own))
        )

    def _compiled_anew(self, own):
        """Whether a module of ours is gone, or a compiled one of the run's own is there, which cannot be loaded for another."""
        modules = sys.modules
        for name in self.module_names:
            if name not in modules:
                return True
        for name in [name for name in modules if name not in self.module_names]:
            if imports.is_extension(modules[name]) and imports.location(modules[name]).startswith(own):
                return True
        return False

    def take_aside(self, own):
        """What a run that waits has of its own; afterwards the process is as it was before it."""
        prefixes = imports.prefixes(own)
        modules = sys.modules
        names = [name for name in modules if name not in self.module_names and imports.location(modules[name]).startswith(prefixes)]
        events = modules.get("asyncio.events")
        aside = (
            modules["__main__"],
            {name: modules.pop(name) for name in names},
            list(self.path),
            sys.argv,
            os.getcwd(),
            self.exit_functions,
            self.folders,
            None if events is None else events._event_loop_policy,
        )
        modules["__main__"] = self.main
        self.module_names = frozenset(modules)
        self.path[:] = self.entries
        self.exit_functions = []
        if events is not None:
            events._event_loop_policy = None
        return aside

    def put_back(self, aside):
        """The run goes on."""
        main, modules, self.path[:], sys.argv, folder, self.exit_functions, self.folders, policy = aside
        flags.spawned = flags.imported = flags.native = False
        sys.modules["__main__"] = main
        sys.modules.update(modules)
        events = sys.modules.get("asyncio.events")
        if events is not None:
            events._event_loop_policy = policy
        os.chdir(folder)

    def _forget_modules(self, forget, packages):
        clean = True
        kept = imports.prefixes(packages)
        prefixes = imports.prefixes(forget)
        for name in [name for name in sys.modules if name not in self.module_names]:
            module = sys.modules[name]
            place = imports.location(module)
            if place.startswith(prefixes):
                if kept and place.startswith(kept):
                    self.imported.append(name)
                if imports.is_extension(module):
                    clean = False  # most compiled modules cannot be loaded twice
                del sys.modules[name]
        for name in self.module_names:
            if name not in sys.modules:
                clean = False  # the run removed a module of ours; what else refers to it is unknown
        self.module_names = frozenset(sys.modules)
        for entry in self.folders + tuple(forget):
            finder = sys.path_importer_cache.get(entry.rstrip(os.sep))
            if finder is not None:
                finder.invalidate_caches()
        return clean

    def _restore_stdin(self):
        try:
            self.stdin = sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115 - it stays open
            return True
        except OSError:
            return False

    @staticmethod
    def _forget_event_loop():
        events = sys.modules.get("asyncio.events")
        policy = getattr(events, "_event_loop_policy", None)
        if policy is not None:
            loop = getattr(getattr(policy, "_local", None), "_loop", None)
            events._event_loop_policy = None
            if loop is not None and not loop.is_running() and not loop.is_closed():
                loop.close()
