"""Runs as the SDK knows them."""

import sys

from botyard_worker import wire

# Calls that wait for a person.
WAITS = frozenset(("listen", "waitPay"))
CANCELLED = "The run was cancelled: %s"
_LONGEST = (32 << 20) - 4096


class Run:
    """One run as the SDK sees it: its context and its way to call the host."""

    __slots__ = (
        "id",
        "context",
        "plugin",
        "start_id",
        "worker",
        "media_items",
        "cancelled",
        "value",
        "ended",
        "paths",
        "spoiled",
        "prefix",
        "folder",
        "turns",
        "handlers",
        "handler",
    )

    def __init__(self, worker, message):
        params = message["params"]
        number = params["run"]
        self.id = number
        self.context = params.get("context") or {}
        self.plugin = params["plugin"]
        self.start_id = message["id"]
        self.worker = worker
        self.folder = self.plugin.get("folder") or ""
        self.turns = None  # of a run that shares its process
        self.media_items = None
        self.cancelled = None
        self.value = None
        self.handlers = []  # what the file has told so far
        self.handler = params.get("handler")  # which of them is wanted
        self.ended = False
        self.paths = []
        self.spoiled = False
        self.prefix = '{"run":' + wire.encode(number)

    def call(self, method, params):
        """The result of one call, or the host's refusal as an exception."""
        worker = self.worker
        error = worker.error_type
        if self.cancelled is not None:
            raise error(CANCELLED % self.cancelled, "cancelled")
        if self.ended:
            raise error("This run has ended; a thread it left behind cannot call the host.", "run_ended")
        if worker.child:
            raise error("A process that a script forked cannot call the host; call from the script itself.", "forked")
        if params:
            try:
                text = self.prefix + "," + wire.encode(params)[1:]
            except ValueError as reason:
                raise error("An argument of %s cannot be sent: %s" % (method, reason), "invalid_request") from None
            if len(text) > _LONGEST // 4 and len(wire.to_bytes(text)) > _LONGEST:
                raise error(
                    "The arguments of %s are larger than 32 MiB; write them to a file and send its path." % method, "invalid_request"
                )
        else:
            text = self.prefix + "}"
        capture = worker.capture
        turns = self.turns
        guarded = turns is not None and turns.interruption.concerns()
        if guarded:
            turns.interruption.shield()  # this thread may be reading for all others
        try:
            before = worker.output_lines(self) if capture.out.size or capture.err.size else ""
            if turns is not None and method in WAITS:
                answer = turns.wait(before, method, text)
            else:
                answer = worker.channel.exchange(self, before, method, text)
        except wire.Closed:
            raise error("Botyard has closed the connection to this script.", "host_stopping") from None
        finally:
            if guarded:
                turns.interruption.expose()
        if worker.watcher.sleeping:
            worker.watcher.wake()
        failure = answer.get("error")
        if failure is None:
            return answer.get("result")
        data = failure.get("data")
        raise error(failure.get("message") or "Botyard refused " + method + ".", data.get("code", "") if isinstance(data, dict) else "")

    def add_paths(self, paths):
        """Folders of a dependency, searched after the plugin's own."""
        fresh = [path for path in paths if path not in sys.path]
        place = self.worker.path_place
        sys.path[place:place] = fresh
        self.paths += fresh
