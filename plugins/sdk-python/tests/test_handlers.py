"""Handlers: what a file tells of them, and how one is fired."""

import json
import os
import subprocess
import sys
import tempfile
import textwrap
import unittest

from fake_host import BARE_FOLDER, PATIENCE, RECEIPT, SDK, WithHost


def said(seen):
    return [params["text"] for method, params in seen.calls if method == "reply"]


class DeclarationTest(unittest.TestCase):
    environment = {}

    def ask(self, source, **more):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "p.py")
            with open(path, "w", encoding="utf-8") as file:
                file.write(textwrap.dedent(source))
            done = subprocess.run(
                [sys.executable, os.path.join(SDK, "botyard_worker"), "check"],
                input=json.dumps([{"file": path, "declare": True, **more}]).encode(),
                env=dict(os.environ, **self.environment),
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                timeout=PATIENCE,
            )
        self.assertEqual((0, b""), (done.returncode, done.stderr))
        return json.loads(done.stdout)

    def test_a_file_tells_its_handlers_with_the_types_of_their_parameters(self):
        told = self.ask("""
            import re
            from typing import Optional
            from botyard import Event, every, on_event, on_message

            @on_message("weather {city}", "w {city}", priority=5, admin=True)
            async def weather(event: Event, city: str): ...

            @on_message("add {a} {b} {c}")
            def add(event, a: int, b: "float", c: Optional[int] = None): ...

            @on_message(re.compile("tea", re.I))
            def tea(text): ...

            @on_message
            def all(event): ...

            @on_event("group.member.join", "payment")
            def hello(event): ...

            @every("1h30m", "0 8 * * *")
            def tick(): ...

            @on_message("twice")
            def tick(): ...
        """)
        self.assertEqual("", told["message"])
        self.assertEqual([], [fault for one in told["handlers"] for fault in one["faults"]])
        shown = [(one["name"], one["line"], one["kind"], one.get("rules") or one["triggers"]) for one in told["handlers"]]
        self.assertEqual(
            [
                ("weather", 6, "message", [{"pattern": "weather {city}"}, {"pattern": "w {city}"}]),
                ("add", 9, "message", [{"pattern": "add {a:int} {b:number} {c:int?}"}]),
                ("tea", 12, "message", [{"regex": "(?i)tea"}]),
                ("all", 15, "message", [{"regex": ""}]),
                ("hello", 18, "event", ["group.member.join", "payment"]),
                ("tick", 21, "schedule", ["1h30m", "0 8 * * *"]),
                ("tick_2", 24, "message", [{"pattern": "twice"}]),
            ],
            shown,
        )
        self.assertEqual((5, True), (told["handlers"][0]["priority"], told["handlers"][0]["admin"]))

    def test_what_nobody_can_fill_in_is_told(self):
        told = self.ask("""
            from botyard import on_event, on_message
            @on_message("weather {city}")
            def weather(event, town): ...
            @on_event()
            def never(event): ...
            @on_message(5)
            def number(event): ...
        """)
        weather, never, number = [one["faults"] for one in told["handlers"]]
        self.assertIn("'town'", weather[0])
        self.assertIn("nothing that fires it", never[0])
        self.assertIn("'int'", number[0])

    def test_a_broken_file_is_told_with_its_line(self):
        told = self.ask("from botyard import on_message\n\nraise ValueError('no tea')\n")
        self.assertEqual((3, "ValueError: no tea"), (told["line"], told["message"]))
        self.assertEqual("nowhere", self.ask("import botyard, nowhere\n")["module"])

    def test_nothing_is_said_while_a_file_tells_its_handlers(self):
        told = self.ask("import middleware\nfrom botyard import push\nprint('loud')\npush('qq', user=1, text='hi')\n")
        self.assertEqual(4, told["line"])
        self.assertIn("push cannot be called while the file is only asked for its handlers", told["message"])

    def test_a_file_that_ends_itself_still_tells_them_and_one_that_ends_its_process_does_not(self):
        source = "import os\nfrom botyard import on_message\n@on_message('a')\ndef a(): ...\n%s\n"
        self.assertEqual(["a"], [one["name"] for one in self.ask(source % "exit()")["handlers"]])
        self.assertIn("ended its process", self.ask(source % "os._exit(0)")["message"])

    def test_a_file_that_does_not_come_back_is_left(self):
        told = self.ask("from botyard import on_message\nimport threading\nthreading.Event().wait()\n", seconds=1)
        self.assertIn("did not tell its handlers within", told["message"])

    def test_without_being_asked_to_nothing_is_run(self):
        told = self.ask("from botyard import on_message\nraise ValueError\n", declare=False)
        self.assertEqual(("", None), (told["message"], told["handlers"]))
        self.assertNotIn("handlers", self.ask("import json\n"))


class BareDeclarationTest(DeclarationTest):
    """The same where nothing can be forked, as on Windows."""

    environment = {"PYTHONPATH": BARE_FOLDER}


class HandlerTest(WithHost, unittest.TestCase):
    def fire(self, source, name, names=(), params=(), answers=None, **context):
        told = {"imType": "qq", "userID": "42", "userName": "Ann", "chatID": "7", "message": "hi", "params": list(params), **context}
        return self.host.run(source, told, answers, handler={"name": name, "names": list(names)})

    def ok(self, *given, **more):
        return self.assert_ok(self.fire(*given, **more))

    def test_the_wanted_handler_gets_what_its_parameters_name(self):
        source = """
            from botyard import Chat, Event, State, User, on_message

            @on_message("add {a} {b} {c}")
            async def add(event: Event, a: int, b: float, where: Chat, who: User, c: int = 7, *, text, state: State, more="x"):
                await event.reply([a, b, c, where.id, who.name, text, more, str(who), where.private])

            @on_message("other")
            def other(event):
                event.reply("wrong one")
        """
        seen = self.ok(source, "add", ["a", "b", "c"], ["1", "2.5", ""])
        self.assertEqual(["[1, 2.5, 7, '7', 'Ann', 'hi', 'x', 'Ann', False]"], said(seen))

    def test_plain_and_async_handlers_say_the_same(self):
        for word, wait in (("", ""), ("async ", "await ")):
            source = """
                from botyard import Event, on_message, push

                @on_message("go")
                %sdef go(event: Event):
                    receipt = %sevent.reply("one")
                    pushed = %spush("qq", user=5, text="two", account="a")
                    answer = %sevent.ask("three?", timeout=30)
                    print(receipt.id, bool(receipt), pushed.account, pushed.code, answer, len(answer.media))
            """ % (word, wait, wait, wait)
            receipt = {"sent": 1, "code": "accepted", "account_id": "a", "message_ids": ["m-9"]}
            seen = self.ok(source, "go", answers={"push": {"sent": 1, "receipt": receipt}})
            self.assertEqual("m-1 True a accepted answer 1\n", seen.text())
            self.assertEqual(["one", "three?"], said(seen))
            self.assertEqual({"account_id": "a"}, dict(seen.calls[1][1])["options"])
            self.assertEqual(30000, seen.calls[3][1]["wait"])

    def test_a_run_without_a_handler_is_the_script_alone(self):
        source = "from botyard import on_message\n@on_message('a')\ndef a(): print('never')\nprint('script')\n"
        self.assertEqual("script\n", self.host.run(source).text())

    def test_choices_are_shown_with_numbers_and_asked_again(self):
        source = """
            from botyard import on_message

            @on_message("tea")
            async def tea(event):
                print(repr(str(await event.ask("Which?", choices=["Green", "Black"]))))
        """
        answers = iter(["blue", "2"])
        seen = self.ok(source, "tea", answers={"listen": lambda params: {"text": next(answers), "media_items": []}})
        self.assertEqual("'Black'\n", seen.text())
        self.assertEqual(["Which?\n1. Green\n2. Black"] * 2, said(seen))

    def test_a_check_says_why_and_a_word_calls_it_off(self):
        source = """
            from botyard import on_message

            def positive(text):
                if not text.isdigit():
                    raise ValueError("A number, please.")

            @on_message("n")
            def n(event):
                answer = event.ask("How many?", check=positive, cancel=["Stop"])
                print(repr(str(answer)), answer.cancelled)
        """
        answers = iter(["many", "stop"])
        seen = self.ok(source, "n", answers={"listen": lambda params: {"text": next(answers), "media_items": []}})
        self.assertEqual("'' True\n", seen.text())
        self.assertEqual(["How many?", "A number, please.\nHow many?"], said(seen))

    def test_nobody_answers(self):
        source = (
            "from botyard import on_message\n@on_message('n')\ndef n(event):\n    a = event.ask('?')\n    print(bool(a), a.timed_out)\n"
        )
        self.assertEqual("False True\n", self.ok(source, "n", answers={"listen": {"timeout": True}}).text())

    def test_other_tasks_go_on_while_one_asks(self):
        source = """
            import asyncio
            from botyard import on_message

            @on_message("n")
            async def n(event):
                told = asyncio.Event()
                async def beside():
                    await asyncio.sleep(0)
                    await event.reply("beside")
                    told.set()
                task = asyncio.ensure_future(beside())
                answer = await event.ask("?")
                await task
                print(answer)
        """
        seen = self.ok(source, "n")
        self.assertEqual("answer\n", seen.text())
        self.assertIn("beside", said(seen))

    def test_no_task_and_no_loop_is_seen_by_the_next_run(self):
        source = """
            import asyncio
            from botyard import on_message

            @on_message("n")
            async def n(event):
                loop = asyncio.get_running_loop()
                print(hasattr(loop, "mark"), len(asyncio.all_tasks()))
                %s
        """
        leave = "loop.mark = 1; asyncio.ensure_future(asyncio.sleep(1000))"
        self.assertEqual("False 1\n", self.ok(source % leave, "n").text())
        self.assertEqual("False 1\n", self.ok(source % "pass", "n").text())

    def test_an_error_of_a_handler_names_its_line(self):
        seen = self.fire("from botyard import on_message\n\n@on_message('n')\nasync def n(event):\n    1 / 0\n", "n")
        self.assertEqual(("ZeroDivisionError", 5), (seen.result["error"]["type"], seen.result["error"]["line"]))

    def test_a_handler_that_is_not_there_any_more(self):
        seen = self.fire("from botyard import on_message\n", "gone")
        self.assertIn("no handler 'gone'", seen.result["error"]["message"])

    def test_state_is_kept_for_the_chat_the_person_and_the_plugin(self):
        kept = {}
        answers = {
            "bucket.get": lambda params: kept.get((params["bucket"], params["key"]), ""),
            "bucket.set": lambda params: kept.update({(params["bucket"], params["key"]): params["value"]}) or True,
            "bucket.delete": lambda params: kept.pop((params["bucket"], params["key"])) and True,
            "bucket.keys": lambda params: [key for bucket, key in kept if bucket == params["bucket"]],
        }
        source = """
            from botyard import on_message, state

            @on_message("n")
            def n(event):
                state.chat["count"] = state.chat.get("count", 0) + 1
                state.user["likes"] = ["tea", "é"]
                state.plugin["x"] = 1
                del state.plugin["x"]
                print(state.chat["count"], state.user["likes"], list(state.user), "x" in state.plugin)
        """
        self.assertEqual("1 ['tea', 'é'] ['likes'] False\n", self.ok(source, "n", answers=answers).text())
        self.assertEqual("2 ['tea', 'é'] ['likes'] False\n", self.ok(source, "n", answers=answers).text())
        self.assertEqual("1", self.ok(source, "n", answers=answers, chatID="8").text()[:1])
        self.assertEqual({"state.script"}, {bucket for bucket, _ in kept})

    def test_what_cannot_be_sent_is_a_false_receipt(self):
        source = "from botyard import on_message\n@on_message('n')\ndef n(event):\n    r = event.reply('')\n    print(bool(r), r.error)\n"
        seen = self.ok(source, "n", answers={"reply": dict(RECEIPT, ok=False, error="there is nothing to send")})
        self.assertEqual("False there is nothing to send\n", seen.text())


if __name__ == "__main__":
    unittest.main()
