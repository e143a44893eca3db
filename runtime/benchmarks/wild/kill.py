#[author: botyard]
#[rule: wild|again]
#[bypass: true]
import os
import signal

os.kill(os.getpid(), signal.SIGKILL)
