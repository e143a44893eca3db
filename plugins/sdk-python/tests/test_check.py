"""The check that only compiles."""

import json
import os
import subprocess
import sys
import tempfile
import unittest

from fake_host import PATIENCE, SDK


class CheckTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def check(self, *sources):
        files = []
        for number, source in enumerate(sources):
            files.append(os.path.join(self.folder.name, "p%d.py" % number))
            with open(files[-1], "wb") as file:
                file.write(source)
        done = subprocess.run(
            [sys.executable, os.path.join(SDK, "botyard_worker"), "check"],
            input=json.dumps(files).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            timeout=PATIENCE,
        )
        self.assertEqual((0, b""), (done.returncode, done.stderr))
        told = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual(files, [one["file"] for one in told])
        return [(one["line"], one["message"]) for one in told]

    def test_the_line_and_the_sentence_of_the_interpreter(self):
        (line, message), (indented, why), (_, null) = self.check(
            b"#[author: a]\nx = 1\nif x\n    pass\n", b"def f():\npass\n", b"x = 1\0\n"
        )
        self.assertEqual(3, line)
        self.assertTrue(message.startswith("SyntaxError: "), message)
        self.assertEqual(2, indented)
        self.assertTrue(why.startswith("IndentationError: "), why)
        self.assertIn("null byte", null)

    def test_what_runs_is_accepted_and_nothing_is_run(self):
        fine = [b"import sys\nsys.exit(7)\n", b"", b"# coding: gbk\nx = '\xc4\xe3'\n", b"\xef\xbb\xbfx = '\\d'\n", b"exit()\n"]
        self.assertEqual([(0, "")] * len(fine), self.check(*fine))

    def test_what_the_interpreter_has_not_is_named_with_its_first_line(self):
        path = os.path.join(self.folder.name, "a.py")
        with open(path, "w") as file:
            file.write(
                "import json, tea_a.b, os.path\nfrom . import near\ndef f():\n    from tea_c import d\n    import tea_a, middleware\n"
            )
        done = subprocess.run(
            [sys.executable, os.path.join(SDK, "botyard_worker"), "check"],
            input=json.dumps([path]).encode(),
            stdout=subprocess.PIPE,
            timeout=PATIENCE,
        )
        self.assertEqual([[1, "tea_a"], [4, "tea_c"]], json.loads(done.stdout)["imports"])

    def test_a_file_that_is_gone_is_left_out(self):
        done = subprocess.run(
            [sys.executable, os.path.join(SDK, "botyard_worker"), "check"],
            input=b'["/no/such/file.py"]',
            stdout=subprocess.PIPE,
            timeout=PATIENCE,
        )
        self.assertEqual((0, b""), (done.returncode, done.stdout))


if __name__ == "__main__":
    unittest.main()
