"""What holds by whatever way a worker reaches the host, and whatever its system lacks."""

import os
import signal
import socket
import subprocess
import sys
import unittest

from fake_host import BARE_FOLDER, PATIENCE, SDK, WithHost


class Ways(WithHost):
    """Mixed into a class for each way."""

    def test_a_script_answers_again_and_again(self):
        source = "import middleware\ns = middleware.Sender(middleware.getSenderID())\ns.reply(s.getMessage())\nprint('said')"
        for _ in range(20):
            seen = self.ok(source)
            self.assertEqual([("reply", {"kind": "text", "text": "hi"})], seen.calls)
            self.assertEqual("said\n", seen.text())
            self.assertTrue(seen.result["reusable"])

    def test_a_script_hears_a_person(self):
        seen = self.ok("import middleware\nprint(middleware.Sender(middleware.getSenderID()).listen(5000))")
        self.assertEqual("answer\n", seen.text())

    def test_a_script_that_waits_is_cancelled(self):
        started = self.host.start("import middleware\nmiddleware.Sender(middleware.getSenderID()).listen(600000)")
        asked = self.host.worker.receive()
        self.assertEqual("listen", asked["method"])
        self.host.worker.send({"method": "run.cancel", "params": {"run": started[0], "reason": "enough"}})
        self.assertEqual("cancelled", self.host.finish(started).result["status"])

    def test_a_script_that_computes_is_cancelled(self):
        started = self.host.start("print('begun', flush=True)\nwhile True: pass")
        self.assertEqual("run.output", self.host.worker.receive()["method"])
        self.host.worker.send({"method": "run.cancel", "params": {"run": started[0], "reason": "enough"}})
        self.assertEqual("cancelled", self.host.finish(started).result["status"])

    def test_a_large_message_goes_both_ways(self):
        seen = self.ok(
            "import middleware\nprint(len(middleware.bucketGet('b', 'k')))\nmiddleware.bucketSet('b', 'k', '签' * 3000000)",
            answers={"bucket.get": "签" * 3000000},
        )
        self.assertEqual("3000000\n", seen.text())
        self.assertEqual(3000000, len(seen.calls[-1][1]["value"]))

    def test_what_programs_print_is_the_runs_output(self):
        seen = self.ok("import subprocess, sys\nsubprocess.run([sys.executable, '-c', 'print(\"x\" * 50000)'])\nprint('end')")
        self.assertEqual(50000 + 2 + 3, len(seen.text()))

    def test_a_worker_that_is_killed_is_replaced(self):
        self.ok("pass")
        former = self.host.worker_pid
        os.kill(former, signal.SIGKILL)
        self.assertIsNone(self.host.worker.receive())
        self.host.replace_worker()
        self.ok("pass")
        self.assertNotEqual(former, self.host.worker_pid)

    def test_packages_are_imported_before_the_first_run(self):
        folder = os.path.join(self.host.home, "set")
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, "shelf.py"), "w") as file:
            file.write("limit = 10\n")
        self.assertEqual({"failed": ["no_such_module"], "thread": ""}, self.host.load([folder], ["shelf", "no_such_module"]))
        seen = self.ok("import sys\nprint('shelf' in sys.modules)\nimport shelf\nprint(shelf.limit)", paths=[folder])
        self.assertEqual("True\n10\n", seen.text())
        self.assertNotIn("imported", seen.result)

    def test_no_script_sees_the_token(self):
        seen = self.ok(
            "import os, sys\nprint([n for n in os.environ if n.startswith('BOTYARD')], 't0' in sys.argv + getattr(sys, 'orig_argv', []))"
        )
        self.assertEqual("[] False\n", seen.text())


class UnixTest(Ways, unittest.TestCase):
    more = {"transport": "unix", "bare": False}


class TcpTest(Ways, unittest.TestCase):
    more = {"transport": "tcp", "bare": False}


class BareTest(Ways, unittest.TestCase):
    """As on Windows: no fork, no Unix sockets, no signals between threads, no limits."""

    more = {"bare": True}

    def test_what_was_started_as_a_launcher_is_a_worker(self):
        self.assertEqual("worker", self.host.launcher_hello["role"])

    def test_runs_share_the_process_where_the_host_says_so(self):
        self.host.replace_worker()
        self.host.fork()
        path = self.host.write("share.py", "import middleware\nprint(middleware.Sender(middleware.getSenderID()).listen(5000))")
        for run in "r-a", "r-b":
            plugin = {"file": path, "folder": self.host.folder, "folders": [self.host.folder], "stamp": "s", "paths": []}
            self.host.worker.request("run.start", {"run": run, "shared": True, "trigger": "message", "context": {}, "plugin": plugin})
        asked, ended = {}, []
        while len(asked) < 2:
            message = self.host.worker.receive()
            if message.get("method") == "listen":
                asked[message["params"]["run"]] = message["id"]
        for run in asked:
            self.host.worker.send({"id": asked[run], "result": {"text": run, "media_items": []}})
        while len(ended) < 2:
            message = self.host.worker.receive()
            if "result" in message:
                ended.append(message["result"]["status"])
        self.assertEqual(["ok", "ok"], ended)
        self.host.replace_worker()

    def test_a_worker_that_hangs_at_its_end_is_gone_after_the_host_has_hung_up(self):
        self.host.replace_worker()
        self.host.fork()
        self.ok(
            "import atexit, threading\n"
            "exec('atexit.register(threading.Event().wait)', {'__name__': 'library', 'atexit': atexit, 'threading': threading})"
        )
        self.host.replace_worker()
        self.host.processes[-1].wait(PATIENCE)

    def test_checking_needs_nothing_more(self):
        said = subprocess.run(
            [sys.executable, os.path.join(SDK, "botyard_worker"), "check"],
            input=b"[]",
            env=dict(os.environ, PYTHONPATH=BARE_FOLDER),
            capture_output=True,
            timeout=60,
        )
        self.assertEqual((0, b""), (said.returncode, said.stderr))


class StrangerTest(unittest.TestCase):
    def test_a_worker_that_the_host_hangs_up_on_ends_with_a_code(self):
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            listener.listen(1)
            environment = dict(os.environ, BOTYARD_SOCKET="tcp:127.0.0.1:%d" % listener.getsockname()[1], BOTYARD_TOKEN="wrong")
            process = subprocess.Popen([sys.executable, os.path.join(SDK, "botyard_worker")], env=environment, stderr=subprocess.PIPE)
            connection = listener.accept()[0]
            connection.recv(4096)
            connection.close()
            _, said = process.communicate(timeout=60)
        self.assertNotEqual(0, process.returncode)
        self.assertNotIn(b"wrong", said)


if __name__ == "__main__":
    unittest.main()
