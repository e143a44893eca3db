"""A host for the tests: a real socket, a real launcher process, answers from a table.

By a Unix socket, or by a port where BOTYARD_TEST_TRANSPORT is `tcp` or the test says so. A bare Python
has only what it has on Windows: there is no launcher then, and each worker is a process of its own.
"""

import json
import os
import select
import shutil
import socket
import subprocess
import sys
import tempfile
import textwrap
import time

TRANSPORT = os.environ.get("BOTYARD_TEST_TRANSPORT") or "unix"
BARE_FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "bare")
SDK = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
RECEIPT = {"ok": True, "message_id": "m-1", "messageid": "m-1", "message_ids": ["m-1"], "raw": None, "error": "", "action": "sendText"}
ANSWERS = {
    "push": {"sent": 1, "receipt": {}},
    "reply": RECEIPT,
    "recall": dict(RECEIPT, action="recallMessage"),
    "listen": {"text": "answer", "media_items": [{"type": "image", "source": "http://x/a.png"}]},
    "bucket.get": "stored",
    "bucket.keys": ["a", "b"],
    "bucket.all": {"a": "1"},
    "imtypes": ["qq"],
    "waitPay": {"value": {"money": "1.00", "Money": "1.00", "FromName": "Li"}},
    "history.ids": ["1", "2"],
    "history.messages": [{"id": "1"}],
    "notifyMasters": 2,
    "render": "",
    "generate": "text",
    "chat": "text",
    "spread": "link",
    "coffee": False,
    "atWaitPay": False,
    "file.download": {"path": "/f", "file_path": "/f"},
    "file.resolve": {"path": "/f", "ok": True},
    "group.members": {"ok": True, "members": []},
    "platform.call": {"ok": True, "result": {"group_name": "Tea"}},
    "im.act": True,
    "cron.list": [],
    "cron.get": {"id": "runtime_1"},
    "cron.add": {"id": "runtime_1"},
    "cron.update": {"id": "runtime_1"},
    "cron.delete": True,
    "dependency.ensure": {"paths": []},
    "group.act": {"ok": 1},
}


# How long a test waits for what must happen, far longer than it takes; BOTYARD_TEST_PATIENCE, a factor, stretches it on slow machines.
PATIENCE = 30 * float(os.environ.get("BOTYARD_TEST_PATIENCE") or 1)


class Connection:
    """One process on the other side of the socket."""

    def __init__(self, accepted):
        self.socket = accepted
        self.data = b""
        self.number = 0

    def receive(self, timeout=PATIENCE):
        deadline = time.monotonic() + timeout
        while b"\n" not in self.data:
            if not select.select([self.socket], [], [], max(0, deadline - time.monotonic()))[0]:
                raise AssertionError("the process said nothing for %s s" % timeout)
            chunk = self.socket.recv(1 << 20)
            if not chunk:
                return None
            self.data += chunk
        line, self.data = self.data.split(b"\n", 1)
        return json.loads(line)

    def send(self, message):
        message["jsonrpc"] = "2.0"
        self.socket.sendall(json.dumps(message).encode() + b"\n")

    def request(self, method, params):
        self.number += 1
        self.send({"id": self.number, "method": method, "params": params})
        return self.number


class Finished:
    """What the host has seen of one run."""

    def __init__(self):
        self.calls = []
        self.outputs = []
        self.result = None

    def text(self, stream="stdout"):
        return "".join(params["text"] for params in self.outputs if params["stream"] == stream)

    def dropped(self):
        return sum(params.get("dropped", 0) for params in self.outputs)


class FakeHost:
    def __init__(self, limits=None, transport=TRANSPORT, bare=False):
        self.limits = limits or {"memory_bytes": 0, "output_bytes": 262144}
        self.home = tempfile.mkdtemp(prefix="botyard-")
        self.folder = os.path.join(self.home, "plugins")
        os.mkdir(self.folder)
        if transport == "tcp" or bare:
            self.listener = socket.socket(socket.AF_INET)
            self.listener.bind(("127.0.0.1", 0))
            self.address = "tcp:127.0.0.1:%d" % self.listener.getsockname()[1]
        else:
            self.address = os.path.join(self.home, "socket")
            self.listener = socket.socket(socket.AF_UNIX)
            self.listener.bind(self.address)
        self.listener.listen(16)
        self.listener.settimeout(PATIENCE)
        self.worker = None
        self.worker_pid = None
        self.exits = []
        self.runs = 0
        self.stamps = 0
        self.processes = []
        self.bare = bare
        self.launcher, self.launcher_hello = self.start_process("launcher")
        self.process = self.processes[0]
        if self.launcher_hello["role"] == "worker":
            self.worker, self.worker_pid = self.launcher, self.launcher_hello["pid"]
            self.launcher = None

    def start_process(self, role):
        # As the host does: of its own environment a worker sees nothing that begins like this.
        kept = {name: value for name, value in os.environ.items() if not name.startswith("BOTYARD_")}
        environment = dict(kept, BOTYARD_SOCKET=self.address, BOTYARD_TOKEN="t0", BOTYARD_ROLE=role)
        if self.bare:
            environment["PYTHONPATH"] = BARE_FOLDER
        self.processes.append(subprocess.Popen([sys.executable, os.path.join(SDK, "botyard_worker")], env=environment))
        return self.accept()

    def accept(self):
        connection = Connection(self.listener.accept()[0])
        hello = connection.receive()
        connection.send({"id": hello["id"], "result": {"protocol": 1, "limits": self.limits}})
        return connection, hello["params"]

    def fork(self):
        if self.launcher is None:
            self.worker, hello = self.start_process("worker")
            self.worker_pid = hello["pid"]
            return self.worker
        number = self.launcher.request("worker.fork", {"token": "w%d" % self.runs})
        answer = self.launcher.receive()
        while "method" in answer:  # an earlier worker has ended
            self.exits.append(answer["params"])
            answer = self.launcher.receive()
        assert answer["id"] == number, answer
        self.worker, hello = self.accept()
        self.worker_pid = answer["result"]["pid"]
        assert hello["pid"] == self.worker_pid and hello["role"] == "worker", hello
        return self.worker

    def load(self, paths, modules):
        """Makes the launcher import modules for the workers that it forks from now on; without one, the next worker."""
        self.replace_worker()
        loading = self.launcher or self.fork()
        number = loading.request("packages.load", {"paths": paths, "modules": modules})
        answer = loading.receive()
        while "method" in answer:
            answer = loading.receive()
        assert answer["id"] == number, answer
        return answer["result"]

    def write(self, name, source):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(textwrap.dedent(source))
        self.stamps += 1
        return path

    def start(self, source, context=None, name="script.py", paths=(), handler=None):
        path = self.write(name, source)
        return self.start_file(path, context, paths, handler)

    def start_file(self, path, context=None, paths=(), handler=None):
        if self.worker is None:
            self.fork()
        self.runs += 1
        run = "r-%d" % self.runs
        number = self.worker.request(
            "run.start",
            {
                "run": run,
                "trigger": "message",
                **({"handler": handler} if handler else {}),
                "context": context or {"imType": "qq", "userID": "42", "message": "hi"},
                "plugin": {
                    "file": path,
                    "folder": self.folder,
                    "folders": [self.folder],
                    "name": "script",
                    "title": "Script",
                    "version": "1.0.0",
                    "stamp": "s%d" % self.stamps,
                    "paths": list(paths),
                },
            },
        )
        return run, number

    def finish(self, started, answers=None, timeout=PATIENCE):
        run, number = started
        seen = Finished()
        table = dict(ANSWERS, **(answers or {}))
        while True:
            message = self.worker.receive(timeout)
            if message is None:
                self.replace_worker()
                return seen
            method = message.get("method")
            if method is None:
                assert message["id"] == number, message
                seen.result = message.get("result") or message
                return seen
            params = message["params"]
            assert params.pop("run") == run, "a message of another run: %s" % message
            if method == "run.output":
                seen.outputs.append(params)
                continue
            seen.calls.append((method, params))
            answer = table.get(method, True)
            if callable(answer):
                answer = answer(params)
            if answer is NotImplemented:
                continue
            if isinstance(answer, dict) and set(answer) == {"raw"}:  # a golden sample's answer
                self.worker.send(dict(answer["raw"], id=message["id"]))
            elif isinstance(answer, Exception):
                self.worker.send({"id": message["id"], "error": {"code": -32000, "message": str(answer), "data": {"code": "test"}}})
            else:
                self.worker.send({"id": message["id"], "result": answer})

    def run(self, source, context=None, answers=None, name="script.py", timeout=PATIENCE, paths=(), handler=None):
        return self.finish(self.start(source, context, name, paths, handler), answers, timeout)

    def replace_worker(self):
        if self.worker is not None:
            self.worker.socket.close()
            self.worker = None

    def close(self):
        if self.launcher is not None:
            self.launcher.socket.close()
        self.replace_worker()
        for process in self.processes:
            process.wait(PATIENCE)
        self.listener.close()
        shutil.rmtree(self.home)


class WithHost:
    """Mixed into a test case: one host for all of its tests."""

    #: What the host is made with.
    more = {}

    @classmethod
    def setUpClass(cls):
        cls.host = FakeHost(**cls.more)

    @classmethod
    def tearDownClass(cls):
        cls.host.close()

    def assert_ok(self, seen):
        self.assertEqual("ok", (seen.result or {}).get("status"), seen.result)
        return seen

    def ok(self, source, **more):
        return self.assert_ok(self.host.run(source, **more))
