"""Packages that stay imported: read once by the launcher, inherited by every worker, watched after every run.

Only the launcher imports them, and only modules that a run has imported before. So a worker has them as they were before any
script ran, and a run that changes one of them, or needs another, costs its worker: the next one is forked with what is needed.
"""

import importlib
import os
import random
import sys
import threading

from botyard_worker import imports, versions

_HEAP_TYPE = 1 << 9  # Py_TPFLAGS_HEAPTYPE: only such classes can be changed


class Packages:
    """The packages of one set of folders, as they were when the launcher had imported them."""

    def __init__(self):
        self.folders = ()  # each with a separator at its end
        self.tops = frozenset()
        self._names = []
        self._modules = []
        self._views = []
        self._values = []
        self._versions = None
        self._randoms = []
        self._listed = {}

    def load(self, paths, names):
        """Imports what is named; the folders are searched only while this goes on.

        Tells which could not be imported, and which one has started a thread, `""` for none: a process with threads cannot be
        forked safely, so the launcher is of no more use then.
        """
        self.folders = imports.prefixes(paths)
        sys.path[1:1] = paths
        failed = []
        try:
            for name in names:
                if name in sys.modules:
                    continue
                try:
                    importlib.import_module(name)
                except BaseException:  # whatever a package does when it is read, the launcher goes on
                    failed.append(name)
                if threading.active_count() > 1:
                    return failed, name
        finally:
            sys.path[:] = [entry for entry in sys.path if entry not in paths]
        self._picture()
        return failed, ""

    def holds(self, module):
        """Whether a module comes from one of the folders."""
        return bool(self.folders) and imports.location(module).startswith(self.folders)

    def _picture(self):
        own = {name: module for name, module in list(sys.modules.items()) if self.holds(module)}
        self._names, self._modules = list(own), list(own.values())
        self.tops = frozenset(name.partition(".")[0] for name in own)
        dictionaries = [vars(module) for module in self._modules]
        self._randoms = [
            value
            for names in dictionaries
            for value in names.values()
            if isinstance(value, random.Random) and not isinstance(value, random.SystemRandom)
        ]
        dictionaries += [vars(kind) for kind in self._classes(own)]
        self._views = [names.values for names in dictionaries]
        self._values = [value for view in self._views for value in view()]
        self._versions = versions.Versions(dictionaries) if versions.SUPPORTED else None

    @staticmethod
    def _classes(own):
        seen = {}
        for module in own.values():
            for value in list(vars(module).values()):
                if isinstance(value, type) and value.__flags__ & _HEAP_TYPE and value.__module__ in own:
                    seen[id(value)] = value
        return list(seen.values())

    def forked(self):
        """What must not be the same in every worker."""
        for generator in self._randoms:
            generator.seed()
        numbers = sys.modules.get("numpy.random")
        if numbers is not None:
            numbers.seed()

    def unchanged(self):
        """Whether modules and classes still hold what they held: the very same objects in the same order."""
        if not self._names:
            return True
        try:
            return self._same_values() and list(map(sys.modules.get, self._names)) == self._modules
        except Exception:
            return False  # something new that does not like to be compared

    def _same_values(self):
        if self._versions is not None and self._versions.unchanged():
            return True
        values = []
        extend = values.extend
        for view in self._views:
            extend(view())
        same = values == self._values
        if same and self._versions is not None:
            self._versions.accept()
        return same

    def give_way(self, folders):
        """Forgets packages that a plugin has a file of its own for: the file wins, as if nothing had been imported yet."""
        for folder in folders:
            for top in self._shadowed(folder) if self.tops else ():
                for name in [name for name in self._names if name.partition(".")[0] == top]:
                    sys.modules.pop(name, None)

    def _shadowed(self, folder):
        try:
            changed = os.stat(folder).st_mtime_ns
            known = self._listed.get(folder)
            if known is None or known[0] != changed:
                names = {entry.partition(".")[0] for entry in os.listdir(folder)}
                known = self._listed[folder] = (changed, names & self.tops)
            return known[1]
        except OSError:
            return ()
