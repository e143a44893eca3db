"""Ending a script that computes in a thread which is not the main one, where no signal reaches it."""

import _thread
import ctypes


class Interruption:
    """Ends the script of one run wherever it computes, and nothing but the script: a thread that was struck while it tells the host how
    the run has ended would never tell it. What blocks outside of Python is not reached, and the host ends the process."""

    def __init__(self):
        self.ident = None
        self._lock = _thread.allocate_lock()
        self._exposed = False
        self._struck = False

    def strike(self):
        """The thread finds a KeyboardInterrupt where it is, if it is in the script."""
        with self._lock:
            if self._exposed:
                self._struck = True
                _raise_in(self.ident, ctypes.py_object(KeyboardInterrupt))

    def expose(self):
        """From here on the thread is in the script. Called by the thread itself, as `shield` is."""
        with self._lock:
            self._exposed = True

    def shield(self):
        """The thread leaves the script; what struck it on this way is over."""
        while True:
            try:
                with self._lock:
                    self._exposed = False
                if self._struck:
                    self._struck = False
                    _raise_in(self.ident, None)
                return
            except KeyboardInterrupt:
                pass  # between the script's end and here

    def concerns(self):
        """Whether the caller is the thread that can be struck, and not another one of the script's."""
        return _thread.get_ident() == self.ident


def _raise_in(ident, what):
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(ident), what)
