"""How much memory a worker may take. Where the system has no such limit (Windows), everything here does nothing."""

import os

try:
    import resource
except ImportError:
    resource = None


def limit(size):
    """Caps the address space at what the worker has now plus the size."""
    if not size or resource is None:
        return None
    try:
        statm = os.open("/proc/self/statm", os.O_RDONLY)
        base = int(os.read(statm, 100).split()[0]) * resource.getpagesize()
        os.close(statm)
    except OSError:
        base = 64 << 20
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    total = base + size
    if hard != resource.RLIM_INFINITY:
        total = min(total, hard)
    resource.setrlimit(resource.RLIMIT_AS, (total, hard))
    return hard


def widen(size):
    """Room for a stack more, which takes up addresses rather than memory."""
    if resource is None:
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    if soft != resource.RLIM_INFINITY:
        resource.setrlimit(resource.RLIMIT_AS, (soft + size if hard == resource.RLIM_INFINITY else min(soft + size, hard), hard))


def lift(hard):
    """Room to tell the host about the MemoryError; the worker is replaced afterwards."""
    if hard is not None:
        resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
