"""Isolation, output, ends, cancellation and limits of a worker."""

import os
import signal
import sys
import unittest

from fake_host import FakeHost, WithHost


class WorkerTest(WithHost, unittest.TestCase):
    def error(self, source, **more):
        seen = self.host.run(source, **more)
        self.assertEqual("error", seen.result["status"])
        return seen.result["error"]

    # isolation

    def test_a_script_sees_a_fresh_main(self):
        seen = self.ok("""
            import sys, os
            print(__name__, os.path.basename(__file__), sys.argv[0] == __file__, sys.argv[1].startswith("r-"))
            print(os.getcwd() == os.path.dirname(__file__) == sys.path[0],
                  sys.modules["__main__"].__dict__ is globals())
            left = 1
        """)
        self.assertEqual("__main__ script.py True True\nTrue True\n", seen.text())
        self.assertEqual("NameError", self.error("left")["type"])

    def test_nothing_of_a_run_is_seen_by_the_next(self):
        probe = """
            import builtins, logging, os, signal, socket, sys, warnings, middleware, locale, ssl, urllib.request
            print([os.environ.get("LEFT"), os.environ.get("HOME"), os.getcwd(), len(sys.path), "extra" in dir(builtins),
                   middleware.push.__name__, hasattr(middleware.Sender, "extra"), middleware.Sender.reply.__name__,
                   str(signal.getsignal(signal.SIGTERM)), socket.getdefaulttimeout(), len(warnings.filters),
                   len(logging.root.handlers), logging.root.level, len(logging.getLogger("mine").handlers),
                   sys.getrecursionlimit(), sys.stdout.encoding, urllib.request._opener,
                   ssl._create_default_https_context.__name__])
        """
        before = self.ok(probe).text()
        seen = self.ok("""
            import builtins, io, logging, os, signal, socket, ssl, sys, warnings, middleware, urllib.request
            os.environ["LEFT"] = "x"; del os.environ["HOME"]; os.chdir("/"); sys.path.append("/x"); builtins.extra = 1
            middleware.push = len; middleware.Sender.extra = 1; middleware.Sender.reply = print
            signal.signal(signal.SIGTERM, lambda *a: None); signal.alarm(1); socket.setdefaulttimeout(1)
            warnings.simplefilter("ignore"); logging.basicConfig(level="DEBUG")
            logging.getLogger("mine").addHandler(logging.StreamHandler()); sys.setrecursionlimit(5000)
            sys.stdout = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8")
            ssl._create_default_https_context = ssl._create_unverified_context
            urllib.request.install_opener(urllib.request.build_opener())
            print("wrapped")
        """)
        self.assertEqual("wrapped\n", seen.text())
        self.assertTrue(seen.result["reusable"])
        pid = self.host.worker_pid
        self.assertEqual(before, self.ok(probe).text())
        self.assertEqual(pid, self.host.worker_pid)

    def test_siblings_are_importable_and_forgotten(self):
        self.host.write("sibling_a.py", "count = 0\n")
        use = "import sibling_a\nsibling_a.count += 1\nprint(sibling_a.count)"
        self.assertEqual(["1\n", "1\n"], [self.ok(use).text() for _ in range(2)])
        self.host.write("sibling_a.py", "count = 5\n")
        self.assertEqual("6\n", self.ok(use).text())
        self.assertFalse(os.path.exists(os.path.join(self.host.folder, "__pycache__")))

    def test_the_sdk_wins_over_a_stray_middleware(self):
        stray = self.host.write("middleware.py", "raise ImportError('old file')\n")
        try:
            self.host.replace_worker()
            seen = self.ok("from middleware import Sender, getSenderID\nSender(getSenderID()).reply('x')")
            self.assertEqual(1, seen.text("stderr").count("is not used"))
            self.assertEqual("", self.ok("import middleware").text("stderr"))
        finally:
            os.unlink(stray)

    def test_dependency_folders_are_searched_for_that_run_only(self):
        folder = os.path.join(self.host.home, "environment")
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, "some_dependency.py"), "w") as file:
            file.write("value = 7\n")
        seen = self.ok(
            "import middleware\nprint(middleware.import_module('some_dependency').value)",
            answers={"dependency.ensure": {"paths": [folder]}},
        )
        self.assertEqual("7\n", seen.text())
        missing = self.error("import some_dependency")
        self.assertEqual(("ModuleNotFoundError", "some_dependency"), (missing["type"], missing["module"]))
        self.assertNotIn("module", self.error("import email.no_such_part"))

    def test_a_script_that_installs_packages_is_told_what_to_do(self):
        for source in (
            "import os; os.system('true || pip3 install -i http://x aiohttp rsa==4.9 -U')",
            "import subprocess, sys; subprocess.call([sys.executable, '-c', '', '-m', 'pip', 'install', 'aiohttp', 'rsa==4.9'])",
        ):
            with self.subTest(source):
                said = self.ok(source).text("stderr")
                self.assertIn(
                    "pip installs nothing from within a script; add what it needs with 'botyard packages add pip aiohttp rsa==4.9", said
                )
        self.assertEqual("", self.ok("import os; os.system('true pip list; true uninstall')").text("stderr"))
        self.assertEqual("1 true\n", self.ok("import os; os.system('echo $PIP_REQUIRE_VIRTUALENV $npm_config_dry_run')").text())

    # ends

    def test_normal_ends(self):
        for source, code in (("exit()", 0), ("exit(0)", 0), ("quit(3)", 3), ("import sys; sys.exit(4)", 4), ("raise SystemExit('bye')", 1)):
            with self.subTest(source):
                seen = self.ok(source)
                self.assertEqual(code, seen.result["exit"])
        self.assertEqual("bye\n", seen.text("stderr"))

    def test_errors_name_the_line_of_the_script(self):
        error = self.error("import json\n\ndef f():\n    json.loads('{')\nf()\n")
        self.assertEqual(("JSONDecodeError", 4), (error["type"], error["line"]))
        self.assertNotIn("botyard_worker", error["traceback"])
        self.assertNotIn("json/", error["traceback"])
        self.assertIn("line 5", error["traceback"])
        self.assertEqual(("SyntaxError", 2), tuple(self.error("a = 1\nprint(\n")[k] for k in ("type", "line")))

    def test_a_refused_call_shows_no_line_of_the_sdk(self):
        error = self.error("import middleware\nmiddleware.push('qq')", answers={"push": ValueError("no target")})
        self.assertEqual(("MiddlewareError", "no target", 2), (error["type"], error["message"], error["line"]))
        self.assertNotIn("middleware.py", error["traceback"])

    def test_exit_functions_and_threads_finish_within_the_run(self):
        seen = self.ok("""
            import atexit, threading, time
            from concurrent.futures import ThreadPoolExecutor
            atexit.register(print, "at exit")
            threading.Thread(target=lambda: (time.sleep(0.05), print("thread"))).start()
            ThreadPoolExecutor(2).submit(lambda: (time.sleep(0.01), print("pool")))
        """)
        self.assertEqual("pool\nthread\nat exit\n", seen.text())
        self.assertTrue(seen.result["reusable"])
        self.assertEqual(
            "1\n",
            self.ok("from concurrent.futures import ThreadPoolExecutor\nprint(ThreadPoolExecutor(1).submit(lambda: 1).result())").text(),
        )

    def test_a_daemon_thread_makes_the_worker_unusable(self):
        seen = self.ok("import threading\nthreading.Thread(target=threading.Event().wait, daemon=True).start()")
        self.assertFalse(seen.result["reusable"])
        self.host.replace_worker()

    def test_threads_call_at_once(self):
        seen = self.ok(
            """
            import middleware
            from concurrent.futures import ThreadPoolExecutor
            with ThreadPoolExecutor(8) as pool:
                values = list(pool.map(lambda i: middleware.bucketGet("b", i), range(400)))
            print(values == [str(i) for i in range(400)])
        """,
            answers={"bucket.get": lambda params: str(params["key"])},
        )
        self.assertEqual("True\n", seen.text())

    def test_asyncio_scripts_work_run_after_run(self):
        for _ in range(2):
            seen = self.ok(
                "import asyncio\nasync def main():\n    await asyncio.sleep(0)\n    print('done')\n"
                "asyncio.get_event_loop_policy().get_event_loop().run_until_complete(main())\n"
                "asyncio.run(main())"
            )
            self.assertEqual("done\ndone\n", seen.text())

    def test_a_forked_child_of_a_script_ends_with_the_script(self):
        seen = self.ok("import os\npid = os.fork()\nif pid:\n    os.waitpid(pid, 0)\n    print('parent')\nelse:\n    print('child')\n")
        # Two processes write at once, so that words may touch.
        self.assertEqual(["child", "parent"], sorted(word for word in ("parent", "child") if word in seen.text()))
        self.assertEqual("next\n", self.ok("print('next')").text())

    # output

    def test_output_of_subprocesses_and_descriptors_is_gathered(self):
        seen = self.ok(
            "import os, sys\nprint('a')\nos.system('echo b; echo c >&2')\nos.write(1, b'd\\n')\n"
            "sys.stderr.write('e\\n')\nsys.stdout.buffer.write('é\\n'.encode())"
        )
        self.assertEqual({"a", "b", "d", "é"}, set(seen.text().split()))
        self.assertEqual({"c", "e"}, set(seen.text("stderr").split()))

    def test_a_left_over_process_cannot_write_into_the_next_run(self):
        self.ok("import subprocess\nsubprocess.Popen('sleep 0.2; echo late', shell=True)")
        seen = self.ok("import time\ntime.sleep(0.4)\nprint('mine')")
        self.assertEqual("mine\n", seen.text())

    def test_output_arrives_while_the_script_runs(self):
        heard = os.path.join(self.host.home, "heard")
        started = self.host.start(
            "import os, time\nprint('early', flush=True)\nwhile not os.path.exists(%r):\n    time.sleep(0.01)" % heard
        )
        message = self.host.worker.receive()
        self.assertEqual("early\n", message["params"]["text"])
        open(heard, "w").close()
        self.host.finish(started)

    def test_a_flood_is_bounded_in_memory(self):
        source = """
            import os, resource
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            line = "x" * 999
            for _ in range(60000):
                print(line)
            os.system("head -c 60000000 /dev/zero | tr '\\\\0' y")
            import middleware
            middleware.Sender('').returnValue(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
        """
        seen = self.ok(source)
        self.assertLess(int(seen.result["value"]), 16 * 1024, "KiB of growth")
        self.assertTrue(all(len(params["text"].encode()) <= 262144 for params in seen.outputs))
        self.assertGreater(seen.dropped(), 50_000_000)

    # cancelling and crashing

    def cancel(self, source, grace=0.3):
        started = self.host.start(source)
        if grace:
            self.host.worker.receive()  # the script has said that it is running
        self.host.worker.send({"method": "run.cancel", "params": {"run": started[0], "reason": "time is up"}})
        seen = self.host.finish(started, {"listen": NotImplemented})
        self.assertEqual("cancelled", seen.result["status"], seen.result)
        self.host.replace_worker()
        return seen

    def test_an_endless_loop_is_cancelled(self):
        self.cancel("print('on', flush=True)\nwhile True:\n    pass")

    def test_a_sleeping_script_is_cancelled(self):
        self.cancel("import time\nprint('on', flush=True)\ntime.sleep(100)")

    def test_a_waiting_script_is_cancelled(self):
        seen = self.cancel("import middleware\nmiddleware.Sender('').listen(60000)")
        self.assertIn("time is up", seen.result["error"]["message"])

    def test_a_script_that_kills_itself_is_reported_by_the_launcher(self):
        for source, code, number in (("import posix\nposix._exit(7)", 7, None), ("import os\nos.kill(os.getpid(), 9)", None, 9)):
            with self.subTest(source):
                self.host.replace_worker()
                self.host.fork()
                pid = self.host.worker_pid
                self.assertIsNone(self.host.run(source).result)
                while True:
                    message = self.host.launcher.receive()
                    self.assertEqual("worker.exited", message["method"])
                    if message["params"]["pid"] == pid:
                        break
                self.assertEqual((code, number), (message["params"]["code"], message["params"]["signal"]))
        self.assertEqual("fine\n", self.ok("print('fine')").text())

    def test_every_end_of_a_worker_is_reported_while_others_are_forked(self):
        ended = set()
        for _ in range(60):
            self.host.replace_worker()
            self.host.fork()
            os.kill(self.host.worker_pid, signal.SIGKILL)
            ended.add(self.host.worker_pid)
        while ended - {report["pid"] for report in self.host.exits}:
            self.host.exits.append(self.host.launcher.receive()["params"])
        self.host.replace_worker()

    def test_a_process_that_a_script_leaves_has_ended_the_run(self):
        for source, code in (
            ("import os\nprint('done')\nos._exit(0)\nprint('no')", 0),
            ("import os, threading, time\nprint('done')\nthreading.Thread(target=os._exit, args=(3,)).start()\ntime.sleep(100)", 3),
        ):
            with self.subTest(source):
                seen = self.host.run(source)
                self.assertEqual(("ok", code, False), tuple(seen.result[key] for key in ("status", "exit", "reusable")))
                self.assertEqual("done\n", seen.text())
                self.host.replace_worker()
        self.assertEqual("fine\n", self.ok("print('fine')").text())

    def test_a_process_that_a_script_forked_leaves_alone(self):
        seen = self.ok("""
            import os
            child = os.fork()
            if child == 0:
                os._exit(5)
            print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
        """)
        self.assertEqual("5\n", seen.text())

    def test_an_unknown_method_is_refused(self):
        self.ok("pass")
        number = self.host.worker.request("no.such", {})
        answer = self.host.worker.receive()
        self.assertEqual((number, -32601), (answer["id"], answer["error"]["code"]))

    def test_secrets_of_the_start_are_not_in_the_environment(self):
        self.assertEqual("[]\n", self.ok("import os\nprint([n for n in os.environ if 'BOTYARD' in n])").text())


class MemoryTest(unittest.TestCase):
    def test_too_much_memory_is_an_error_of_the_run(self):
        host = FakeHost({"memory_bytes": 96 << 20, "output_bytes": 0})
        try:
            seen = host.run("parts = []\nwhile True:\n    parts.append(bytearray(1 << 20))")
            self.assertEqual(
                ("error", "MemoryError", False), (seen.result["status"], seen.result["error"]["type"], seen.result["reusable"])
            )
        finally:
            host.close()


class StartTest(unittest.TestCase):
    def test_the_launcher_ends_with_its_workers(self):
        host = FakeHost()
        host.run("pass")
        pid = host.worker_pid
        host.launcher.send({"method": "worker.stop", "params": {}})
        self.assertEqual(0, host.process.wait(5))
        self.assertFalse(os.path.exists("/proc/%d" % pid))
        host.close()

    def test_without_the_host_the_program_says_what_to_do(self):
        import subprocess
        from fake_host import SDK

        done = subprocess.run([sys.executable, os.path.join(SDK, "botyard_worker")], capture_output=True, text=True)
        self.assertIn("botyard plugins run", done.stderr)


if __name__ == "__main__":
    unittest.main()
