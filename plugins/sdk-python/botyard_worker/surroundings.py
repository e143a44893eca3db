"""What a run may change of the interpreter and of the standard library: how it was, whether it has changed, and the way back.

Every look here happens after every run, so each is a comparison that costs next to nothing when nothing has changed.
"""

import _locale
import _signal
import _socket
import builtins
import gc
import logging
import os
import sys
import threading
import time
import warnings

# Those that this system has.
_SIGNALS = tuple(
    getattr(_signal, "SIG" + name)
    for name in ("INT", "TERM", "HUP", "ALRM", "CHLD", "PIPE", "USR1", "USR2", "QUIT", "BREAK")
    if hasattr(_signal, "SIG" + name)
)


class Surroundings:
    """One picture for all questions: what is not looked at here is neither put back nor a reason to leave a run the process."""

    def __init__(self, middleware, botyard):
        self._middleware, self._botyard = middleware, botyard
        self._signals = []
        self._parts = (
            (self._names_changed, self._restore_names),  # first: what follows needs the builtins
            (self._environment_changed, self._restore_environment),
            (self._classes_changed, self._restore_classes),
            (self._signals_changed, self._restore_signals),
            (self._locale_changed, self._restore_locale),
            (self._timeout_changed, self._restore_timeout),
            (self._warnings_changed, self._restore_warnings),
            (self._logging_changed, self._restore_logging),
            (self._hooks_changed, self._restore_hooks),
            (self._limits_changed, self._restore_limits),
            (self._observed, self._stop_observers),
            (self._libraries_changed, self._restore_libraries),
        )

    def take(self):
        """Takes the picture; again after packages were imported, which may have changed anything."""
        middleware, botyard = self._middleware, self._botyard
        self._names = [(vars(kept), dict(vars(kept))) for kept in (middleware, botyard, builtins)]
        self._classes = [(kind, dict(vars(kind))) for kind in (middleware.Sender, middleware.Cron, botyard.Event)]
        self._environment = dict(os.environ._data)
        self._locale = _locale.setlocale(_locale.LC_ALL, None)
        self._filters, self._filter_items = warnings.filters, list(warnings.filters)
        self._show_warning = warnings.showwarning
        self._log_handlers = list(logging.root.handlers)
        self._log_known = len(logging._handlerList)
        self._log_level = logging.root.level
        self._hooks = self._hooks_now()
        self._limits = self._limits_now()

    def forked(self):
        """What is a worker's own."""
        self._signals = [(number, _signal.getsignal(number)) for number in _SIGNALS]

    def differ(self):
        """Whether anything is not as it was."""
        for changed, _ in self._parts:  # noqa: SIM110 - a script may have changed `any`
            if changed():
                return True
        return False

    def restore(self):
        """Puts back what has changed."""
        for changed, put_back in self._parts:
            if changed():
                put_back()

    # names of the SDK and of Python itself

    def _names_changed(self):
        for live, kept in self._names:  # noqa: SIM110 - the same
            if live != kept:
                return True
        return False

    def _restore_names(self):
        for live, kept in self._names:
            if live != kept:
                live.clear()
                live.update(kept)

    def _classes_changed(self):
        return any(vars(kind) != kept for kind, kept in self._classes)

    def _restore_classes(self):
        for kind, kept in self._classes:
            for name in [name for name in vars(kind) if name not in kept]:
                delattr(kind, name)
            for name, value in kept.items():
                if vars(kind).get(name) is not value:
                    setattr(kind, name, value)

    # the process

    def _environment_changed(self):
        return os.environ._data != self._environment

    def _restore_environment(self):
        for name in [name for name in os.environ._data if name not in self._environment]:
            del os.environ[os.environ.decodekey(name)]
        for name, value in self._environment.items():
            if os.environ._data.get(name) != value:
                os.environ[os.environ.decodekey(name)] = os.environ.decodevalue(value)
        getattr(time, "tzset", int)()

    def _signals_changed(self):
        return any(_signal.getsignal(number) is not handler for number, handler in self._signals)

    def _restore_signals(self):
        for number, handler in self._signals:
            if _signal.getsignal(number) is not handler:
                _signal.signal(number, _signal.SIG_DFL if handler is None else handler)

    def _locale_changed(self):
        return _locale.setlocale(_locale.LC_ALL, None) != self._locale

    def _restore_locale(self):
        _locale.setlocale(_locale.LC_ALL, self._locale)

    # the interpreter

    @staticmethod
    def _hooks_now():
        return sys.excepthook, sys.displayhook, sys.unraisablehook, threading.excepthook

    def _hooks_changed(self):
        return self._hooks_now() != self._hooks

    def _restore_hooks(self):
        sys.excepthook, sys.displayhook, sys.unraisablehook, threading.excepthook = self._hooks

    @staticmethod
    def _limits_now():
        return sys.getrecursionlimit(), sys.getswitchinterval()

    def _limits_changed(self):
        return self._limits_now() != self._limits

    def _restore_limits(self):
        recursion, switch_interval = self._limits
        sys.setrecursionlimit(recursion)
        sys.setswitchinterval(switch_interval)

    @staticmethod
    def _observed():
        return sys.gettrace() is not None or sys.getprofile() is not None or not gc.isenabled()

    @staticmethod
    def _stop_observers():
        sys.settrace(None)
        sys.setprofile(None)
        gc.enable()

    # the standard library

    @staticmethod
    def _timeout_changed():
        return _socket.getdefaulttimeout() is not None

    @staticmethod
    def _restore_timeout():
        _socket.setdefaulttimeout(None)

    def _warnings_changed(self):
        return (
            warnings.filters is not self._filters or self._filters != self._filter_items or warnings.showwarning is not self._show_warning
        )

    def _restore_warnings(self):
        warnings.filters = self._filters
        self._filters[:] = self._filter_items
        getattr(warnings, "_filters_mutated", int)()
        warnings.showwarning = self._show_warning

    def _logging_changed(self):
        root = logging.root
        return (
            root.handlers != self._log_handlers
            or len(logging._handlerList) != self._log_known
            or root.level != self._log_level
            or bool(root.manager.disable)
        )

    def _restore_logging(self):
        root = logging.root
        loggers = [root] + [entry for entry in list(root.manager.loggerDict.values()) if isinstance(entry, logging.Logger)]
        for logger in loggers:
            kept = self._log_handlers if logger is root else []
            for handler in list(logger.handlers):
                if handler not in kept and not isinstance(handler, logging.NullHandler):
                    logger.removeHandler(handler)
                    handler.close()
        root.setLevel(self._log_level)
        logging.disable(logging.NOTSET)
        gc.collect(0)
        self._log_known = len(logging._handlerList)

    @staticmethod
    def _libraries_changed():
        """Switches that scripts turn and later scripts would trip over."""
        ssl = sys.modules.get("ssl")
        request = sys.modules.get("urllib.request")
        return (ssl is not None and ssl._create_default_https_context is not ssl.create_default_context) or (
            request is not None and request._opener is not None
        )

    @staticmethod
    def _restore_libraries():
        ssl = sys.modules.get("ssl")
        if ssl is not None:
            ssl._create_default_https_context = ssl.create_default_context
        request = sys.modules.get("urllib.request")
        if request is not None:
            request._opener = None
