import random
import unittest

from fake_host import PATIENCE, FakeHost

ASK = """
    import middleware
    s = middleware.Sender(middleware.getSenderID())
    s.reply("name?")
    said = s.listen(60000)
    s.reply("hi " + said)
"""


class SharedTest(unittest.TestCase):
    """Several runs of one plugin in one process, as a host sees it."""

    def setUp(self):
        self.host = FakeHost(limits={"memory_bytes": 512 << 20, "output_bytes": 262144})
        self.host.fork()
        self.path = None
        self.numbers = {}
        self.waiting = {}
        self.said = {}
        self.results = {}
        self.events = []
        self.outputs = {}

    def tearDown(self):
        self.host.close()

    def start(self, source=None, shared=True, name="script.py"):
        if source is not None or self.path is None:
            self.path = self.host.write(name, source or ASK)
        self.host.runs += 1
        run = "r-%d" % self.host.runs
        plugin = {
            "file": self.path,
            "folder": self.host.folder,
            "folders": [self.host.folder],
            "stamp": "s%d" % self.host.stamps,
            "paths": [],
        }
        params = {"run": run, "trigger": "message", "context": {"imType": "qq", "userID": run}, "plugin": plugin, "shared": shared}
        self.numbers[self.host.worker.request("run.start", params)] = run
        return run

    def take(self):
        """Takes one message of the worker; whatever is no wait is answered at once."""
        message = self.host.worker.receive(PATIENCE)
        if "method" not in message:
            self.results[self.numbers[message["id"]]] = message.get("result") or message
            return
        params = message["params"]
        run = params.pop("run")
        method = message["method"]
        if method == "run.output":
            if params["stream"] == "stdout":  # newer versions warn
                self.outputs[run] = self.outputs.get(run, "") + params["text"]
        elif "id" not in message:
            self.events.append((method, run))
        elif method in ("listen", "waitPay"):
            self.waiting[run] = message["id"]
        else:
            self.said.setdefault(run, []).append(params.get("text", params.get("value")))
            self.host.worker.send({"id": message["id"], "result": True})

    def until(self, condition):
        while not condition():
            self.take()

    def parked(self, *runs):
        self.until(lambda: all(("run.parked", run) in self.events for run in runs))

    def answer(self, run, text):
        self.host.worker.send({"id": self.waiting.pop(run), "result": {"text": text}})

    def ended(self, *runs):
        self.until(lambda: all(run in self.results for run in runs))

    def tell(self, method, **params):
        self.host.worker.send({"method": method, "params": params})

    # who waits, and who goes on

    def test_a_run_that_waits_lets_others_in_and_each_gets_its_own_answer(self):
        for _ in range(3):
            runs = [self.start() for _ in range(60)]
            self.parked(*runs)
            shuffled = random.sample(runs, len(runs))
            for run in shuffled:
                self.answer(run, "I am " + run)
            self.ended(*runs)
            for run in runs:
                self.assertEqual(["name?", "hi I am " + run], self.said[run])
                self.assertEqual(("ok", True), (self.results[run]["status"], self.results[run]["reusable"]))

    def test_what_is_a_runs_own_is_its_own_again_when_it_goes_on(self):
        self.host.write("helper.py", "mine = []\n")
        source = """
            import os, sys, atexit, threading
            import middleware, helper
            s = middleware.Sender(middleware.getSenderID())
            run = sys.argv[1]
            name = run
            helper.mine.append(run)
            os.chdir("/" if run.endswith("1") else "/tmp")
            before = os.getcwd()
            sys.path.append("/nowhere/" + run)
            atexit.register(lambda: print("bye", run))
            s.listen(60000)
            import helper as again
            print(name == run, again.mine == [run], os.getcwd() == before, sys.argv[1] == run,
                  [p for p in sys.path if p.startswith("/nowhere")] == ["/nowhere/" + run],
                  sys.modules["__main__"].name == run, threading.current_thread() is threading.main_thread())
        """
        runs = [self.start(source)] + [self.start() for _ in range(3)]
        self.parked(*runs)
        for run in reversed(runs):
            self.answer(run, "go")
        self.ended(*runs)
        for run in runs:
            self.assertEqual(" ".join(["True"] * 7) + "\nbye " + run + "\n", self.outputs[run], self.results[run])

    def test_a_run_that_has_changed_the_process_keeps_it_while_it_waits(self):
        changes = (
            "import os; os.environ['X'] = '1'",
            "import builtins; builtins.surprise = 1",
            "import warnings; warnings.simplefilter('ignore')",
            "import logging; logging.basicConfig(level=10)",
            "import socket; socket.setdefaulttimeout(3)",
            "import ssl; ssl._create_default_https_context = ssl._create_unverified_context",
            "import urllib.request; urllib.request.install_opener(urllib.request.build_opener())",
            "import sys; sys.setrecursionlimit(2000)",
            "import threading; t = threading.Thread(target=threading.Event().wait, daemon=True); t.start()",
            "import subprocess; subprocess.run(['true'])",
        )
        for change in changes:
            with self.subTest(change):
                self.host.replace_worker()
                self.host.fork()
                run = self.start(change + "\n" + "import middleware\nprint(middleware.Sender('').listen(60000))", name="c.py")
                self.until(lambda run=run: run in self.waiting)
                other = self.start()
                self.answer(run, "yes")
                self.ended(run)
                self.assertNotIn(("run.parked", run), self.events)
                self.assertEqual("yes\n", self.outputs[run])
                self.until(lambda other=other: other in self.waiting or other in self.results)

    def test_asyncio_scripts_and_threads_go_on_after_a_wait(self):
        source = """
            import asyncio, threading
            import middleware
            s = middleware.Sender(middleware.getSenderID())
            loop = asyncio.get_event_loop_policy().get_event_loop()
            async def ask():
                await asyncio.sleep(0)
                return s.listen(60000)
            first = loop.run_until_complete(ask())
            done = []
            thread = threading.Thread(target=done.append, args=(1,))
            thread.start()
            thread.join()
            print(first, asyncio.run(ask()), done)
        """
        runs = [self.start(source), self.start()]
        for word in ("a", "b"):
            self.until(lambda: all(run in self.waiting for run in runs))
            for run in runs:
                self.answer(run, word)
        self.ended(*runs)
        self.assertEqual(dict.fromkeys(runs, "a b [1]\n"), self.outputs)

    # ends

    def test_a_parked_run_is_cancelled_in_a_turn_of_its_own(self):
        one, two = self.start(), self.start()
        self.parked(one, two)
        self.tell("run.cancel", run=one, reason="time is up")
        self.ended(one)
        self.assertEqual("cancelled", self.results[one]["status"])
        self.assertIn("time is up", self.results[one]["error"]["message"])
        self.answer(two, "me")
        self.ended(two)
        self.assertEqual(["name?", "hi me"], self.said[two])

    def test_an_endless_loop_is_cancelled_and_the_others_go_on(self):
        source = """
            import middleware
            s = middleware.Sender(middleware.getSenderID())
            if s.listen(60000) == "loop":
                s.reply("looping")
                while True:
                    pass
            s.reply("fine")
        """
        one, two = self.start(source), self.start()
        self.parked(one, two)
        self.answer(one, "loop")
        self.until(lambda: self.said.get(one) == ["looping"])
        self.answer(two, "be good")
        self.tell("run.cancel", run=one, reason="time is up")
        self.ended(one, two)
        self.assertEqual(("cancelled", False), (self.results[one]["status"], self.results[one]["reusable"]))
        self.assertEqual(("ok", ["fine"]), (self.results[two]["status"], self.said[two]))
        refused = self.start()
        self.ended(refused)
        self.assertEqual("busy", self.results[refused]["error"]["data"]["code"])

    def test_a_dropped_run_is_not_answered(self):
        one, two = self.start(), self.start()
        self.parked(one, two)
        self.tell("run.drop", run=one)
        self.until(lambda: ("run.resumed", one) in self.events)
        self.answer(two, "me")
        self.ended(two)
        self.assertNotIn(one, self.results)

    def test_leaving_the_process_ends_the_own_run_only(self):
        source = """
            import os, sys, middleware
            s = middleware.Sender(middleware.getSenderID())
            how = s.listen(60000)
            print(how)
            if how == "exit":
                sys.exit(3)
            if how == "leave":
                os._exit(4)
            raise ValueError("broken")
        """
        runs = [self.start(source), self.start(), self.start(), self.start()]
        self.parked(*runs)
        for run, how in zip(runs, ("exit", "error", "leave", "error")):
            self.answer(run, how)
        self.ended(*runs)
        self.assertEqual([3, 1, 4, 1], [self.results[run]["exit"] for run in runs])
        self.assertEqual("exit\nerror\nleave\nerror\n", "".join(self.outputs[run] for run in runs))
        self.assertEqual("broken", self.results[runs[3]]["error"]["message"])

    def test_the_worker_stops_with_all_its_runs(self):
        runs = [self.start() for _ in range(5)]
        self.parked(*runs)
        self.tell("worker.stop")
        self.ended(*runs)
        self.assertEqual({"cancelled"}, {self.results[run]["status"] for run in runs})
        self.assertIsNone(self.host.worker.receive(PATIENCE))

    def test_a_killed_host_leaves_no_process(self):
        runs = [self.start() for _ in range(5)]
        self.parked(*runs)
        pid = self.host.worker_pid
        self.host.replace_worker()
        while True:
            message = self.host.launcher.receive()
            if message.get("method") == "worker.exited" and message["params"]["pid"] == pid:
                break

    def test_a_script_with_signals_goes_to_a_process_of_its_own(self):
        run = self.start("import signal\ndef f():\n    signal.alarm(1)\nprint(1)")
        self.ended(run)
        self.assertEqual("alone", self.results[run]["error"]["data"]["code"])

    def test_who_waits_costs_little_memory(self):
        def private():
            with open("/proc/%d/smaps_rollup" % self.host.worker_pid) as rollup:
                return next(int(line.split()[1]) for line in rollup if line.startswith("Private_Dirty"))

        first = self.start()
        self.parked(first)
        before = private()
        runs = [self.start() for _ in range(200)]
        self.parked(*runs)
        self.assertLess((private() - before) / 200, 100, "KiB for each person who waits")
        for run in [first, *runs]:
            self.answer(run, run)
        self.ended(first, *runs)


if __name__ == "__main__":
    unittest.main()
