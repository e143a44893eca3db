"""A run that is struck ends in its script, and never while the worker speaks for it."""

import os
import sys
import threading
import unittest

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from botyard_worker.interruption import Interruption

_ROUNDS = 3000


class InterruptionTest(unittest.TestCase):
    def setUp(self):
        self.interruption = Interruption()
        self.over = False
        self.striker = threading.Thread(target=self._strike_all_the_time, daemon=True)
        self.addCleanup(sys.setswitchinterval, sys.getswitchinterval())
        sys.setswitchinterval(1e-6)

    def _strike_all_the_time(self):
        while not self.over:
            self.interruption.strike()

    def test_only_the_script_is_struck(self):
        hit = 0
        outside = []

        def live():
            nonlocal hit
            interruption = self.interruption
            interruption.ident = threading.get_ident()
            self.striker.start()
            for _ in range(_ROUNDS):
                try:
                    interruption.expose()
                    try:
                        while True:
                            pass
                    finally:
                        interruption.shield()
                except KeyboardInterrupt:
                    interruption.shield()
                    hit += 1
                try:
                    for _ in range(20):
                        outside.append(1)
                        outside.pop()
                except KeyboardInterrupt:
                    outside.append("struck")
                    return

        thread = threading.Thread(target=live)
        thread.start()
        thread.join()
        self.over = True
        self.striker.join()
        self.assertEqual([], outside)
        self.assertEqual(_ROUNDS, hit)

    def test_a_shielded_thread_is_not_struck_later(self):
        self.interruption.ident = threading.get_ident()
        self.interruption.strike()
        self.interruption.expose()
        self.interruption.shield()
        self.interruption.strike()
        self.assertEqual(10, sum(1 for _ in range(10)))


if __name__ == "__main__":
    unittest.main()
