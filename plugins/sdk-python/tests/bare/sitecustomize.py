"""Takes away what Python has not on Windows. For tests, which name this folder in PYTHONPATH."""

import functools
import os
import select
import signal
import socket
import sys
import time

import _signal

# Where there are no Unix sockets, Python makes its pairs of sockets another way.
socket.socketpair = functools.partial(socket.socketpair, socket.AF_UNIX)
sys.modules["resource"] = None

_SIGNALS = ("SIGHUP", "SIGALRM", "SIGCHLD", "SIGPIPE", "SIGUSR1", "SIGUSR2", "SIGQUIT")
for _module, _names in (
    (os, ("fork", "forkpty", "killpg", "setsid", "register_at_fork", "set_blocking")),
    (select, ("poll", "epoll")),
    (signal, ("pthread_kill", "pthread_sigmask", "setitimer", "alarm", *_SIGNALS)),
    (_signal, ("pthread_kill", "pthread_sigmask", "setitimer", "alarm", *_SIGNALS)),
    (socket, ("AF_UNIX", "MSG_DONTWAIT")),
    (time, ("tzset",)),
):
    for _name in _names:
        if hasattr(_module, _name):
            delattr(_module, _name)
