"""Puts a worker back into the state it had before a run.

Every check here runs after every run, so each is a comparison that costs next to nothing when nothing has changed;
what cannot be compared cheaply is reported by an audit hook.
"""

import _locale
import _signal
import _socket
import _thread
import atexit
import builtins
import gc
import logging
import os
import sys
import threading
import time
import warnings

from botyard_worker import imports

_SIGNALS = (
    _signal.SIGINT,
    _signal.SIGTERM,
    _signal.SIGHUP,
    _signal.SIGALRM,
    _signal.SIGCHLD,
    _signal.SIGPIPE,
    _signal.SIGUSR1,
    _signal.SIGUSR2,
    _signal.SIGQUIT,
)
_SPAWNING = frozenset(("subprocess.Popen", "os.system", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty", "os.exec", "pty.spawn"))
_CTYPES = frozenset(("ctypes.dlopen", "ctypes.dlsym", "ctypes.call_function"))
_GRACE_SECONDS = 0.05


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
    elif event in _CTYPES:
        flags.native = True


class Baseline:
    """State of the interpreter before the first run, taken by the launcher: a worker inherits the picture and pays nothing for it."""

    def __init__(self, middleware):
        sys.addaudithook(_audit)
        self.middleware = middleware
        self.exit_functions = []
        self.folders = ()
        self._real_register, self._real_unregister = atexit.register, atexit.unregister
        atexit.register, atexit.unregister = self._register, self._unregister
        self.signals = []
        self.threads = 0  # set by the worker when its own threads run
        self.imported = []  # from packages, by the last run
        self.take()

    def take(self):
        """Takes the picture; again after packages were imported, which may have changed anything."""
        middleware = self.middleware
        self.main = sys.modules["__main__"]
        self.path = sys.path
        self.entries = list(sys.path)
        self.environment = dict(os.environ._data)
        self.dictionaries = [(vars(middleware), dict(vars(middleware))), (vars(builtins), dict(vars(builtins)))]
        self.classes = [(kind, dict(vars(kind))) for kind in (middleware.Sender, middleware.Cron)]
        self.module_names = frozenset(sys.modules)
        self.locale = _locale.setlocale(_locale.LC_ALL, None)
        self.filters, self.filter_items = warnings.filters, list(warnings.filters)
        self.show_warning = warnings.showwarning
        self.log_handlers = list(logging.root.handlers)
        self.log_known = len(logging._handlerList)
        self.log_level = logging.root.level
        self.stdin = sys.stdin
        self.hooks = (sys.excepthook, sys.displayhook, sys.unraisablehook, threading.excepthook)
        self.recursion = sys.getrecursionlimit()
        self.switch_interval = sys.getswitchinterval()

    def forked(self):
        """What is a worker's own."""
        self.signals = [(number, _signal.getsignal(number)) for number in _SIGNALS]

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
        for live, kept in self.dictionaries:  # first: what follows needs the builtins
            if live != kept:
                live.clear()
                live.update(kept)
        sys.modules["__main__"] = self.main
        sys.modules["middleware"] = self.middleware
        if flags.imported or len(sys.modules) != len(self.module_names):
            clean = self._forget_modules(forget, packages)
        sys.path = self.path
        self.path[:] = self.entries
        if os.environ._data != self.environment:
            self._restore_environment()
        for kind, kept in self.classes:
            if vars(kind) != kept:
                self._restore_class(kind, kept)
        _signal.setitimer(_signal.ITIMER_REAL, 0)
        for number, handler in self.signals:
            if _signal.getsignal(number) is not handler:
                _signal.signal(number, _signal.SIG_DFL if handler is None else handler)
        if _locale.setlocale(_locale.LC_ALL, None) != self.locale:
            _locale.setlocale(_locale.LC_ALL, self.locale)
        if _socket.getdefaulttimeout() is not None:
            _socket.setdefaulttimeout(None)
        if warnings.filters is not self.filters or self.filters != self.filter_items:
            warnings.filters = self.filters
            self.filters[:] = self.filter_items
            getattr(warnings, "_filters_mutated", int)()
        warnings.showwarning = self.show_warning
        root = logging.root
        if (
            root.handlers != self.log_handlers
            or len(logging._handlerList) != self.log_known
            or root.level != self.log_level
            or root.manager.disable
        ):
            self._restore_logging()
        sys.excepthook, sys.displayhook, sys.unraisablehook, threading.excepthook = self.hooks
        if sys.getrecursionlimit() != self.recursion:
            sys.setrecursionlimit(self.recursion)
        if sys.getswitchinterval() != self.switch_interval:
            sys.setswitchinterval(self.switch_interval)
        if sys.gettrace() is not None:
            sys.settrace(None)
        if sys.getprofile() is not None:
            sys.setprofile(None)
        if not gc.isenabled():
            gc.enable()
        if sys.stdin is not self.stdin or self.stdin is None or self.stdin.closed:
            clean = self._restore_stdin() and clean
        self._restore_libraries()
        return clean

    # runs that share the process

    def differs(self, own):
        """Whether the run has changed what `restore` would have to put back; `own` are the folders of its modules."""
        root = logging.root
        return (
            any(live != kept for live, kept in self.dictionaries)
            or any(vars(kind) != kept for kind, kept in self.classes)
            or os.environ._data != self.environment
            or any(_signal.getsignal(number) is not handler for number, handler in self.signals)
            or _locale.setlocale(_locale.LC_ALL, None) != self.locale
            or _socket.getdefaulttimeout() is not None
            or warnings.filters is not self.filters
            or self.filters != self.filter_items
            or warnings.showwarning is not self.show_warning
            or root.handlers != self.log_handlers
            or len(logging._handlerList) != self.log_known
            or root.level != self.log_level
            or bool(root.manager.disable)
            or self.hooks != (sys.excepthook, sys.displayhook, sys.unraisablehook, threading.excepthook)
            or sys.getrecursionlimit() != self.recursion
            or sys.getswitchinterval() != self.switch_interval
            or sys.gettrace() is not None
            or sys.getprofile() is not None
            or not gc.isenabled()
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
            finder = sys.path_importer_cache.get(entry.rstrip("/"))
            if finder is not None:
                finder.invalidate_caches()
        return clean

    def _restore_environment(self):
        for name in [name for name in os.environ._data if name not in self.environment]:
            del os.environ[os.environ.decodekey(name)]
        for name, value in self.environment.items():
            if os.environ._data.get(name) != value:
                os.environ[os.environ.decodekey(name)] = os.environ.decodevalue(value)
        time.tzset()

    @staticmethod
    def _restore_class(kind, kept):
        for name in [name for name in vars(kind) if name not in kept]:
            delattr(kind, name)
        for name, value in kept.items():
            if vars(kind).get(name) is not value:
                setattr(kind, name, value)

    def _restore_logging(self):
        root = logging.root
        loggers = [root] + [entry for entry in list(root.manager.loggerDict.values()) if isinstance(entry, logging.Logger)]
        for logger in loggers:
            kept = self.log_handlers if logger is root else []
            for handler in list(logger.handlers):
                if handler not in kept and not isinstance(handler, logging.NullHandler):
                    logger.removeHandler(handler)
                    handler.close()
        root.setLevel(self.log_level)
        logging.disable(logging.NOTSET)
        gc.collect(0)
        self.log_known = len(logging._handlerList)

    def _restore_stdin(self):
        try:
            self.stdin = sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115 - it stays open
            return True
        except OSError:
            return False

    def _restore_libraries(self):
        """Switches of the standard library that scripts turn and later scripts would trip over."""
        modules = sys.modules
        events = modules.get("asyncio.events")
        if events is not None:
            policy = getattr(events, "_event_loop_policy", None)
            if policy is not None:
                local = getattr(policy, "_local", None)
                loop = getattr(local, "_loop", None)
                events._event_loop_policy = None
                if loop is not None and not loop.is_running() and not loop.is_closed():
                    loop.close()
        ssl = modules.get("ssl")
        if ssl is not None and ssl._create_default_https_context is not ssl.create_default_context:
            ssl._create_default_https_context = ssl.create_default_context
        request = modules.get("urllib.request")
        if request is not None and request._opener is not None:
            request._opener = None
