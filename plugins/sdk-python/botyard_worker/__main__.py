"""Entry point: reads the three variables of the host and plays the role they name; with an argument it is `check` or `declare` instead."""

import os
import sys


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    sdk = os.path.dirname(here)
    # Started by path, the first entry of sys.path is the package itself, whose modules must not be top-level names.
    sys.path[:] = [sdk] + [entry for entry in sys.path if entry and os.path.abspath(entry) not in (here, sdk)]
    if sys.argv[1:] == ["check"]:
        from botyard_worker import check

        check.main()
        return
    if sys.argv[1:] == ["declare"]:
        from botyard_worker import declare

        declare.main()
    try:
        address = os.environ.pop("BOTYARD_SOCKET")
        token = os.environ.pop("BOTYARD_TOKEN")
        role = os.environ.pop("BOTYARD_ROLE", "launcher")
    except KeyError as missing:
        sys.exit("Botyard starts this program itself; %s is not set. To try a plugin by hand: botyard plugins run FILE" % missing)
    from botyard_worker import installs

    installs.forbid(os.environ)
    if role == "worker":
        from botyard_worker import worker

        worker.main(address, token)
    else:
        from botyard_worker import launcher

        launcher.main(address, token)


if __name__ == "__main__":
    main()
