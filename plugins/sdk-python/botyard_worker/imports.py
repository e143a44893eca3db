"""Imports from plugin folders: siblings are compiled once per change and forgotten after every run."""

import importlib.machinery
import os
import sys

from botyard_worker import source

_code = {}


class _Sibling(importlib.machinery.SourceFileLoader):
    """Loads a plugin file as a module; writes no byte code, which would be stale after an edit in the same second."""

    def get_code(self, fullname):
        path = self.get_filename(fullname)
        return compiled(path)


def compiled(path):
    """Code of a source file, compiled again when the file has changed."""
    status = os.stat(path)
    stamp = (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)
    known = _code.get(path)
    if known is not None and known[0] == stamp:
        return known[1]
    code = source.compiled(path)
    if len(_code) > 512:
        _code.clear()
    _code[path] = (stamp, code)
    return code


def claim(folder):
    """Makes imports from this folder go through the sibling loader."""
    finder = importlib.machinery.FileFinder(
        folder,
        (importlib.machinery.ExtensionFileLoader, importlib.machinery.EXTENSION_SUFFIXES),
        (_Sibling, importlib.machinery.SOURCE_SUFFIXES),
    )
    sys.path_importer_cache[folder] = finder
    return finder


def prefixes(folders):
    """What the path of everything below one of the folders begins with."""
    return tuple(os.path.join(folder, "") for folder in folders)


def location(module):
    """File or folder a module came from, or ''."""
    found = getattr(module, "__file__", None)
    if isinstance(found, str):
        return found
    try:
        return list(module.__path__)[0]
    except (AttributeError, IndexError, TypeError):
        return ""


def is_extension(module):
    return location(module).endswith(tuple(importlib.machinery.EXTENSION_SUFFIXES))
