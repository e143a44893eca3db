import os
import sys
import types
import unittest

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from botyard_worker import versions  # noqa: E402


@unittest.skipUnless(versions.SUPPORTED, "this interpreter counts no changes of dictionaries")
class VersionsTest(unittest.TestCase):
    def setUp(self):
        self.module = types.ModuleType("watched")
        self.module.value = 1
        self.kind = type("Watched", (), {"attribute": 1})
        self.watched = versions.Versions([vars(self.module), vars(self.kind)])

    def test_reading_changes_nothing(self):
        self.assertEqual((1, 1, None), (self.module.value, self.kind().attribute, getattr(self.module, "other", None)))
        self.assertTrue(self.watched.unchanged())

    def test_every_write_is_seen(self):
        for write in (
            lambda: setattr(self.module, "value", 2),
            lambda: setattr(self.module, "added", 2),
            lambda: delattr(self.module, "added"),
            lambda: setattr(self.kind, "attribute", 2),
            lambda: setattr(self.kind, "added", 2),
            lambda: delattr(self.kind, "added"),
            lambda: vars(self.module).update(value=3),
            lambda: vars(self.module).clear(),
        ):
            write()
            self.assertFalse(self.watched.unchanged())
            self.watched.accept()
            self.assertTrue(self.watched.unchanged())


if __name__ == "__main__":
    unittest.main()
