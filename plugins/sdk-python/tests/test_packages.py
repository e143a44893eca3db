"""Packages: what is imported once for all workers, and what of them a run may leave behind, which is nothing."""

import os
import shutil
import sysconfig
import textwrap
import unittest

from fake_host import FakeHost

SOURCES = {
    "shelf/__init__.py": """
        import random
        from shelf import books
        limit = 10
        taken = []
        dice = random.Random(1)
        def get(name): return "book " + name
        def raise_limit(): global limit; limit = 99
        class Reader:
            patience = 3
            def read(self): return "reads"
        """,
    "shelf/books.py": "titles = ('a', 'b')\n",
    "shelf/late.py": "from shelf import books\n",
    "broken_one.py": "raise ValueError('no')\n",
    "threaded.py": "import threading\nthreading.Thread(target=threading.Event().wait, daemon=True).start()\n",
    "quarrelsome.py": "class Odd:\n    def __eq__(self, other): raise ValueError('ask .all()')\nvalue = Odd()\n",
}


class PackagesTest(unittest.TestCase):
    def setUp(self):
        self.host = FakeHost()
        self.addCleanup(self.host.close)
        self.folder = os.path.join(self.host.home, "set")
        for name, source in SOURCES.items():
            path = os.path.join(self.folder, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as file:
                file.write(textwrap.dedent(source))

    def run_script(self, source, paths=None):
        seen = self.host.run(source, paths=[self.folder] if paths is None else paths)
        self.assertEqual("ok", (seen.result or {}).get("status"), seen.result)
        return seen

    def test_a_run_tells_what_it_has_imported_from_packages(self):
        seen = self.run_script("import shelf, json\nfrom shelf import late\nprint(shelf.get('x'))")
        self.assertEqual("book x\n", seen.text())
        self.assertEqual({"shelf", "shelf.books", "shelf.late"}, set(seen.result["imported"]))

    def test_what_was_loaded_once_is_there_for_every_worker_and_is_told_no_more(self):
        self.assertEqual({"failed": [], "thread": ""}, self.host.load([self.folder], ["shelf", "shelf.books"]))
        for _ in range(3):
            seen = self.run_script("import sys\nprint('shelf.books' in sys.modules)\nimport shelf\nprint(shelf.limit)")
            self.assertEqual("True\n10\n", seen.text())
            self.assertNotIn("imported", seen.result)
            self.assertTrue(seen.result["reusable"])
        self.assertEqual(1, len({self.host.worker_pid}))

    def test_a_run_that_changes_a_package_costs_its_worker(self):
        self.host.load([self.folder], ["shelf"])
        for change in (
            "shelf.get = len",
            "shelf.Reader.read = len",
            "shelf.Reader.more = 1",
            "shelf.more = 1",
            "del shelf.limit",
            "shelf.raise_limit()",
            "vars(shelf)['limit'] = 5",
            "shelf.books.titles = ()",
            "import sys; del sys.modules['shelf']",
            "import sys; sys.modules['shelf.books'] = shelf",
            "import shelf.late",
            "import importlib; importlib.reload(shelf)",
        ):
            with self.subTest(change):
                self.assertFalse(self.run_script("import shelf\n" + change).result["reusable"])
                self.host.replace_worker()
                seen = self.run_script(
                    "import shelf\nprint(shelf.get('x'), shelf.limit, shelf.Reader().read(), shelf.books.titles,"
                    " hasattr(shelf, 'more'), hasattr(shelf, 'late'), hasattr(shelf.Reader, 'more'))"
                )
                self.assertEqual("book x 10 reads ('a', 'b') False False False\n", seen.text())
                self.assertTrue(seen.result["reusable"])

    def test_what_cannot_be_compared_is_as_good_as_changed(self):
        self.host.load([self.folder], ["quarrelsome"])
        self.assertTrue(self.run_script("import quarrelsome").result["reusable"])
        self.assertFalse(self.run_script("import quarrelsome\nquarrelsome.value = quarrelsome.Odd()").result["reusable"])

    def test_a_package_that_cannot_be_loaded_is_named_and_the_rest_is_there(self):
        self.assertEqual(
            {"failed": ["broken_one", "missing_one"], "thread": ""}, self.host.load([self.folder], ["broken_one", "missing_one", "shelf"])
        )
        self.assertEqual("True\n", self.run_script("import sys\nprint('shelf' in sys.modules)").text())

    def test_a_package_with_a_thread_of_its_own_is_not_for_a_launcher(self):
        self.assertEqual("threaded", self.host.load([self.folder], ["shelf", "threaded", "shelf.late"])["thread"])

    def test_generators_do_not_give_every_worker_the_same_numbers(self):
        self.host.load([self.folder], ["shelf"])
        numbers = set()
        for _ in range(3):
            numbers.add(self.run_script("import shelf\nprint(shelf.dice.random())").text())
            self.host.replace_worker()
        self.assertEqual(3, len(numbers))

    def test_a_file_beside_the_script_wins_over_a_package_of_that_name(self):
        self.host.load([self.folder], ["shelf", "quarrelsome"])
        use = "import shelf\nprint(getattr(shelf, 'mine', 'package'))"
        self.assertEqual("package\n", self.run_script(use).text())
        own = self.host.write("shelf.py", "mine = 'file'\n")
        seen = self.run_script(use)
        self.assertEqual("file\n", seen.text())
        self.assertFalse(seen.result["reusable"])
        self.host.replace_worker()
        os.unlink(own)
        self.assertEqual("package\n", self.run_script(use).text())

    def test_compiled_modules_are_no_reason_to_throw_a_worker_away(self):
        suffix = sysconfig.get_config_var("EXT_SUFFIX")
        source = next(
            (
                os.path.join(sysconfig.get_path("platstdlib"), "lib-dynload", name + suffix)
                for name in ("_xxtestfuzz", "_queue", "_bisect", "_heapq")
                if os.path.exists(os.path.join(sysconfig.get_path("platstdlib"), "lib-dynload", name + suffix))
            ),
            None,
        )
        if source is None:
            self.skipTest("this Python has no compiled module that could be copied")
        name = os.path.basename(source)[: -len(suffix)]
        shutil.copy(source, os.path.join(self.folder, os.path.basename(source)))
        use = "import sys\nsys.modules.pop(%r, None)\nimport %s" % (name, name)
        if name in self.host.run("import sys\nprint(' '.join(sys.modules))").text().split():
            self.skipTest(name + " is loaded by the worker itself")
        self.assertFalse(self.run_script(use).result["reusable"])
        self.host.load([self.folder], [name])
        seen = self.run_script("import %s\nprint(%s.__file__)" % (name, name))
        self.assertEqual(os.path.join(self.folder, os.path.basename(source)) + "\n", seen.text())
        self.assertTrue(seen.result["reusable"])


if __name__ == "__main__":
    unittest.main()
