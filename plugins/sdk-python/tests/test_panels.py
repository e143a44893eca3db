"""`middleware_ql` and `middleware_dd` against panels that behave, and such that do not."""

import ast
import inspect
import json
import sys
import unittest

from fake_host import SDK, FakeHost
from fake_panel import SECRET, FakePanel

sys.path.insert(0, SDK)

import middleware_dd  # noqa: E402
import middleware_ql  # noqa: E402

Failed = middleware_ql.ContainerError


class PanelCase(unittest.TestCase):
    KIND = None

    def setUp(self):
        self.panel = FakePanel()
        self.addCleanup(self.panel.close)

    def opened(self, **more):
        return self.KIND(self.panel.url + "/", "id", SECRET, "home", **more)

    def refused(self, work):
        """The sentence of a failure, which never holds what must not be read."""
        with self.assertRaises(Failed) as raised:
            work()
        said = str(raised.exception)
        self.assertIn("'home' (%s)" % self.panel.url, said)
        for secret in (SECRET, "s3cr%26t", "token-"):
            self.assertNotIn(secret, said)
        return said.replace("%s '%s' (%s)" % (self.KIND.KIND, "home", self.panel.url), "it"), raised.exception.code


class CommonTests:
    def test_environments_are_added_found_changed_and_deleted(self):
        ql = self.opened()
        one = ql.addEnv("CK", "a&b=ü", "of Ann")
        ql.addEnvs([{"name": "CK", "value": "2"}, {"name": "OTHER", "value": "3"}])
        self.assertEqual(("CK", "a&b=ü", "of Ann"), (one["name"], one["value"], one["remarks"]))
        self.assertEqual([1, 2], [env["id"] for env in ql.getEnvs("CK")])
        self.assertEqual(3, len(ql.getEnvs()))
        ql.updateEnv("2", "CK", "22", "of Bob")
        self.assertEqual(("22", "of Bob"), (self.panel.envs[1]["value"], self.panel.envs[1]["remarks"]))
        ql.updateEnv(1, "CK", "11")
        self.assertEqual(("11", "of Ann"), (self.panel.envs[0]["value"], self.panel.envs[0]["remarks"]))
        ql.deleteEnvs(["1", 3])
        self.assertEqual([2], [env["id"] for env in self.panel.envs])

    def test_tasks_are_listed_run_stopped_and_read(self):
        ql = self.opened()
        self.assertEqual(["sign in"], [task["name"] for task in ql.getTasks("sign")])
        ql.runTasks(5)
        ql.stopTasks(["5"])
        self.assertEqual("signed in", ql.getTaskLog(5))

    def test_the_login_is_kept_for_all_objects(self):
        self.opened().getEnvs()
        self.opened().getEnvs()
        self.assertEqual(1, self.panel.logins)

    def test_a_token_that_is_not_known_any_more_is_renewed_once(self):
        ql = self.opened()
        ql.getEnvs()
        self.panel.forget_logins()
        self.assertEqual([], ql.getEnvs())
        self.assertEqual(2, self.panel.logins)

    def test_a_panel_that_takes_no_token_is_asked_twice_and_not_for_ever(self):
        ql = self.opened()
        self.panel.fresh_token = lambda: "token-of-somebody-else"
        self.assertEqual(401, self.refused(ql.getEnvs)[1])
        self.assertEqual(2, len([path for _, path, _ in self.panel.asked if path.endswith("/envs")]))

    def test_a_wrong_secret_is_told_without_it(self):
        said, _ = self.refused(self.KIND(self.panel.url, "id", "wrong-one", "home").getEnvs)
        self.assertRegex(said, r"^it does not let this host in: .+\. Look at its address, client_id and client_secret\.$")
        self.assertNotIn("wrong-one", said)

    def test_a_slow_panel_is_not_waited_for(self):
        self.opened().token()
        self.panel.trouble = "slow"
        self.assertRegex(self.refused(self.opened(timeout=0.2).getEnvs)[0], r"^it does not answer GET /\w+/envs within 0.2 s\.$")

    def test_an_answer_that_is_no_json_is_told(self):
        self.panel.trouble = "text"
        self.assertRegex(self.refused(self.opened().getEnvs)[0], "with HTTP 200 and something that is no JSON; is its address right")

    def test_a_failing_panel_is_told_without_the_token(self):
        self.panel.trouble = "500"
        self.assertRegex(self.refused(self.opened().getEnvs)[0], r"^it answers GET /\w+/envs with 500: broken by Bearer …\.$")

    def test_no_redirect_takes_the_token_elsewhere(self):
        self.panel.trouble = "redirect"
        self.refused(self.opened().getEnvs)
        self.assertFalse([path for _, path, _ in self.panel.asked if "elsewhere" in path])

    def test_a_panel_that_is_not_there_is_told(self):
        self.opened().token()
        self.panel.close()
        self.assertRegex(self.refused(self.opened().getEnvs)[0], "^it cannot be reached: ")

    def test_a_login_in_the_address_is_not_shown(self):
        self.assertNotIn("pass", repr(self.KIND("http://ann:pass@127.0.0.1:1", "id", SECRET)))


class QinglongTest(CommonTests, PanelCase):
    KIND = middleware_ql.Qinglong

    def test_environments_are_turned_off_and_on(self):
        ql = self.opened()
        ql.addEnvs([{"name": "A", "value": "1"}, {"name": "B", "value": "2"}])
        ql.disableEnvs([1, "2"])
        ql.enableEnvs(2)
        self.assertEqual([1, 0], [env["status"] for env in self.panel.envs])

    def test_a_token_that_has_ended_is_renewed_before_it_is_used(self):
        self.panel.expiration = 1
        ql = self.opened()
        ql.getEnvs()
        ql.getEnvs()
        self.assertEqual(2, self.panel.logins)

    def test_scripts_for_older_hosts_find_their_names(self):
        api = middleware_ql.QL_API(self.panel.url, "id", SECRET)
        env = middleware_ql.Env(api.get_token(), api.url)
        self.assertEqual(200, env.create_variable("CK", "1", "of Ann")["code"])
        self.assertEqual(200, env.update_varible(1, "CK", "2", "of Ann")["code"])
        env.disable_variable([1])
        self.assertEqual(("2", 1), (env.get_env_list()["data"][0]["value"], self.panel.envs[0]["status"]))
        self.assertEqual([], env.delete_variable([1]) and self.panel.envs)
        self.assertIsNone(middleware_ql.QL_API(self.panel.url, "id", "wrong").get_token())


class DaiDaiTest(CommonTests, PanelCase):
    KIND = middleware_dd.DaiDai

    def test_environments_are_turned_off_and_on(self):
        dd = self.opened()
        dd.addEnvs([{"name": "A", "value": "1"}, {"name": "B", "value": "2"}])
        dd.disableEnvs([1, "2"])
        dd.enableEnvs(2)
        self.assertEqual([False, True], [env["enabled"] for env in self.panel.envs])

    def test_lists_of_several_pages_are_whole(self):
        self.panel.envs = [{"id": number, "name": "N", "value": ""} for number in range(250)]
        self.assertEqual(250, len(self.opened().getEnvs()))

    def test_what_the_panel_does_not_take_is_told(self):
        said, code = self.refused(lambda: self.opened().addEnvs([{"name": "A", "value": ""}, {"name": "a-b", "value": ""}]))
        self.assertEqual(("it does not take all of that: 'a-b' is no name.", 400), (said, code))


class ListTest(unittest.TestCase):
    """Containers by their id or name in the host's list, from a script that the host runs."""

    def setUp(self):
        self.panel = FakePanel()
        self.addCleanup(self.panel.close)
        self.host = FakeHost()
        self.addCleanup(self.host.close)

    def printed(self, lines, keys=("1",)):
        entry = {"host": self.panel.url, "client_id": "id", "client_secret": SECRET, "name": "home"}
        answers = {"bucket.keys": list(keys), "bucket.get": json.dumps(entry)}
        return self.host.run("import middleware_ql, middleware_dd\n" + lines, None, answers).text().strip()

    def test_a_container_is_found_by_id_and_by_name(self):
        lines = "for ql in (middleware_ql.Qinglong(), middleware_ql.Qinglong.of(%s), middleware_dd.DaiDai.of('home')):\n"
        lines += "    print(ql.addEnv('A', '1')['id'])"
        self.assertEqual(["1", "2", "3"], self.printed(lines % 1).splitlines())

    def test_one_that_is_not_there_is_told_with_those_that_are(self):
        lines = "try:\n    middleware_ql.Qinglong.of('other')\nexcept middleware_ql.ContainerError as failure:\n    print(failure)"
        self.assertEqual("There is no Qinglong container 'other'; known are 1.", self.printed(lines))
        self.assertEqual(
            "There is no Qinglong container 'other'; add one in the console, under Containers, or in containers.yaml.",
            self.printed(lines, ()),
        )


def _tree(module):
    with open(module.__file__ + "i", encoding="utf-8") as file:
        return ast.parse(file.read())


def _arguments(tree, kind):
    [stub] = [node for node in tree.body if getattr(node, "name", "") == kind]
    return {node.name: [one.arg for one in node.args.args][1:] for node in stub.body if isinstance(node, ast.FunctionDef)}


class StubsTest(unittest.TestCase):
    def test_stubs_name_every_method_and_its_arguments(self):
        for module, kind in ((middleware_ql, middleware_ql.Qinglong), (middleware_dd, middleware_dd.DaiDai)):
            tree, shared = _tree(module), _tree(sys.modules[kind.__mro__[1].__module__])
            handed_on = [one.asname for node in tree.body if isinstance(node, ast.ImportFrom) for one in node.names if one.asname]
            self.assertEqual(sorted(module.__all__), sorted([node.name for node in tree.body if hasattr(node, "name")] + handed_on))
            said = {**_arguments(shared, "Panel"), **_arguments(tree, kind.__name__)}
            real = {
                name: list(inspect.signature(value).parameters)[not inspect.ismethod(value) :]
                for name, value in inspect.getmembers(kind, callable)
                if name == "__init__" or not name.startswith("_")
            }
            self.assertEqual(real, said)


if __name__ == "__main__":
    unittest.main()
