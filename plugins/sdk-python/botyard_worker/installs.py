"""Scripts that call pip or npm themselves: nothing is installed, and the run's log says what to do instead."""

import os
import re
import sys

STARTS = frozenset(("os.system", "subprocess.Popen"))
_CALL = re.compile(r"(?:^|[\s;&|/(])(pip|npm|cnpm|pnpm|yarn)[\d.]*(?:\s+-\S+)*\s+(?:install|i|add)(?=\s|$)([^;&|]*)")
_NAME = re.compile(r"(?:@[\w.~-]+/)?[A-Za-z0-9][\w.-]*(?:[=<>!~^@][^\s]*)?")
# Options that are followed by a value.
_VALUED = frozenset(("-i", "--index-url", "--extra-index-url", "-r", "--requirement", "-t", "--target", "--trusted-host", "-f", "--prefix"))


def forbid(environment):
    """Lets package managers that a script starts change nothing on this machine."""
    environment["PIP_REQUIRE_VIRTUALENV"] = "1"
    environment["npm_config_dry_run"] = "true"


def look(event, arguments):
    """Says what to do instead when a command that is about to be started installs packages."""
    command = arguments[0] if event == "os.system" else arguments[1]
    if isinstance(command, (list, tuple)):
        command = " ".join(map(_text, command))
    found = _CALL.search(_text(command))
    if found is None:
        return
    manager = "pip" if found[1] == "pip" else "npm"
    names, words = [], iter(found[2].replace('"', " ").replace("'", " ").split())
    for word in words:
        if word in _VALUED:
            next(words, None)
        elif _NAME.fullmatch(word):
            names.append(word)
    plugin = os.path.basename(sys.argv[0]) if sys.argv else ""
    sys.stderr.write(
        "%s installs nothing from within a script; add what it needs with 'botyard packages add %s %s --plugin %s', "
        "or with a header [dependency: %s]\n" % (found[1], manager, " ".join(names) or "PACKAGE", plugin, ", ".join(names) or "PACKAGE")
    )


def _text(value):
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
