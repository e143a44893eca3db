"""Every function and method of the SDK: what it says to the host and what the script gets back."""

import unittest

from fake_host import WithHost

HEAD = "from middleware import *\nimport middleware as m\ns = Sender(getSenderID())\n"


class CallsTest(WithHost, unittest.TestCase):
    def run_lines(self, lines, context=None, answers=None):
        return self.ok(HEAD + lines, context=context, answers=answers)

    def value(self, expression, context=None, answers=None):
        return self.run_lines("print(repr(%s))" % expression, context, answers).text().strip()

    def test_calls_say_what_the_protocol_names(self):
        # fmt: off
        cases = [
            ("push('qq', None, 42, 't', 'hello')", "push",
             {"kind": "text", "imType": "qq", "groupCode": None, "userID": 42, "title": "t", "content": "hello",
              "options": None, "timeout": None}, "1"),
            ("pushImage('qq', 7, '', '', 'http://x/a.png', {'account_id': 'a'})", "push",
             {"kind": "image", "imType": "qq", "groupCode": 7, "userID": "", "title": "",
              "source": "http://x/a.png", "options": {"account_id": "a"}, "timeout": None}, "1"),
            ("pushVideo('qq', 7, '', '', 'v', '{\"account_id\": \"a\"}')", "push",
             {"kind": "video", "imType": "qq", "groupCode": 7, "userID": "", "title": "", "source": "v",
              "options": '{"account_id": "a"}', "timeout": None}, "1"),
            ("pushVoice('qq', 7, '', '', 'v', None, 100)", "push",
             {"kind": "voice", "imType": "qq", "groupCode": 7, "userID": "", "title": "", "source": "v",
              "options": None, "timeout": 100}, "1"),
            ("pushVideo('qq', 7, '', '', 'v')", "push",
             {"kind": "video", "imType": "qq", "groupCode": 7, "userID": "", "title": "", "source": "v",
              "options": None, "timeout": None}, "1"),
            ("pushFile('qq', 7, '', '', 'v')", "push",
             {"kind": "file", "imType": "qq", "groupCode": 7, "userID": "", "title": "", "source": "v",
              "options": None, "timeout": None}, "1"),
            ("pushMixed('qq', 7, '', '', [{'type': 'text', 'text': 'a'}, {'type': 'image', 'url': 'u'}, 5, {}])",
             "push", {"kind": "mixed", "imType": "qq", "groupCode": 7, "userID": "", "title": "",
                      "items": [{"type": "text", "text": "a"}, {"type": "image", "url": "u"}, 5, {}],
                      "options": None, "timeout": None}, "1"),
            ("Push('qq', None, 42, 't', 'hello')", "push",
             {"kind": "text", "imType": "qq", "groupCode": None, "userID": 42, "title": "t", "content": "hello",
              "options": None, "timeout": None}, "1"),
            ("get('k')", "bucket.get", {"bucket": "otto", "key": "k"}, "'stored'"),
            ("set('k', True)", "bucket.set", {"bucket": "otto", "key": "k", "value": True}, "True"),
            ("set('k', {'a': ['中', None]})", "bucket.set",
             {"bucket": "otto", "key": "k", "value": '{"a": ["中", null]}'}, "True"),
            ("set('k', 5)", "bucket.set", {"bucket": "otto", "key": "k", "value": 5}, "True"),
            ("delete('k')", "bucket.delete", {"bucket": "otto", "key": "k"}, "True"),
            ("del_('k')", "bucket.delete", {"bucket": "otto", "key": "k"}, "True"),
            ("getattr(m, 'del')('k')", "bucket.delete", {"bucket": "otto", "key": "k"}, "True"),
            ("bucketGet(bucket='b', key='k')", "bucket.get", {"bucket": "b", "key": "k"}, "'stored'"),
            ("bucketSet(bucket='b', key='k', value='v')", "bucket.set", {"bucket": "b", "key": "k", "value": "v"},
             "True"),
            ("bucketDel('b', 'k')", "bucket.delete", {"bucket": "b", "key": "k"}, "True"),
            ("bucketClear('b')", "bucket.clear", {"bucket": "b"}, "True"),
            ("bucketKeys()", "bucket.keys", {"bucket": None, "value": None}, "['a', 'b']"),
            ("bucketKeys('b', 'v')", "bucket.keys", {"bucket": "b", "value": "v"}, "['a', 'b']"),
            ("bucketAllKeys('b')", "bucket.keys", {"bucket": "b", "value": None}, "['a', 'b']"),
            ("bucketAll('b')", "bucket.all", {"bucket": "b"}, "{'a': '1'}"),
            ("s.bucketGet('b', 'k')", "bucket.get", {"bucket": "b", "key": "k"}, "'stored'"),
            ("s.bucketSet('b', 'k', 1)", "bucket.set", {"bucket": "b", "key": "k", "value": 1}, "True"),
            ("s.bucketDel('b', 'k')", "bucket.delete", {"bucket": "b", "key": "k"}, "True"),
            ("s.bucketKeys('b')", "bucket.keys", {"bucket": "b", "value": None}, "['a', 'b']"),
            ("s.bucketAllKeys('b')", "bucket.keys", {"bucket": "b", "value": None}, "['a', 'b']"),
            ("s.bucketAll('b')", "bucket.all", {"bucket": "b"}, "{'a': '1'}"),
            ("s.get('k')", "bucket.get", {"bucket": "otto", "key": "k"}, "'stored'"),
            ("s.set('k', 'v')", "bucket.set", {"bucket": "otto", "key": "k", "value": "v"}, "True"),
            ("s.delete('k')", "bucket.delete", {"bucket": "otto", "key": "k"}, "True"),
            ("fileDownload('http://x')['path']", "file.download", {"url": "http://x", "path": None}, "'/f'"),
            ("downloadAdapterFile({'file_id': '1'}, 500)['path']", "file.resolve",
             {"file": {"file_id": "1"}, "options": 500, "timeout": None}, "'/f'"),
            ("m.download_adapter_file('f')['path']", "file.resolve",
             {"file": "f", "options": None, "timeout": None}, "'/f'"),
            ("getGroupMemberList(7, {'raw': True})['ok']", "group.members",
             {"group": 7, "options": {"raw": True}, "timeout": None}, "True"),
            ("m.get_group_member_list()['ok']", "group.members", {"group": None, "options": None, "timeout": None}, "True"),
            ("callPlatform('get_group_info', {'group_id': 7}, {'im_type': 'qq'}, 500)['result']", "platform.call",
             {"action": "get_group_info", "params": {"group_id": 7}, "options": {"im_type": "qq"}, "timeout": 500},
             "{'group_name': 'Tea'}"),
            ("m.call_platform('get_status')['ok']", "platform.call",
             {"action": "get_status", "params": None, "options": None, "timeout": None}, "True"),
            ("s.callPlatform('get_status')['ok']", "platform.call",
             {"action": "get_status", "params": None, "options": None, "timeout": None}, "True"),
            ("setGroupCard(7, 42, 'Li')", "im.act",
             {"action": "setGroupCard", "options": None, "group": 7, "user": 42, "text": "Li"}, "True"),
            ("setGroupName('7', 'Tea', {'im_type': 'qq'})", "im.act",
             {"action": "setGroupName", "options": {"im_type": "qq"}, "group": "7", "text": "Tea"}, "True"),
            ("leaveGroup('7')", "im.act",
             {"action": "leaveGroup", "options": None, "group": "7"}, "True"),
            ("getGroupMember(None, '42')", "im.act",
             {"action": "getGroupMember", "options": None, "group": None, "user": "42"}, "True"),
            ("getFriendList({'account_id': 'a'})", "im.act",
             {"action": "getFriendList", "options": {"account_id": "a"}}, "True"),
            ("getGroupList()", "im.act",
             {"action": "getGroupList", "options": None}, "True"),
            ("reactMessage('m-1', 76)", "im.act",
             {"action": "react", "options": None, "message": "m-1", "text": 76}, "True"),
            ("markRead()", "im.act",
             {"action": "markRead", "options": None, "message": None}, "True"),
            ("getChatHistory(count=5)", "im.act",
             {"action": "getChatHistory", "options": None, "group": None, "count": 5, "message": None}, "True"),
            ("getGroupFiles('7', '/d')", "im.act",
             {"action": "getGroupFiles", "options": None, "group": "7", "folder": "/d"}, "True"),
            ("speechToText('m-1')", "im.act",
             {"action": "speechToText", "options": None, "message": "m-1"}, "True"),
            ("pip_install('x', '1')", "dependency.ensure",
             {"module": "x", "package": "x", "version": "1", "manager": "pip"}, "None"),
            ("render('<b>', 'b', {'a': 1})", "render", {"template": "<b>", "selector": "b", "data": {"a": 1}}, "''"),
            ("getActiveImtypes()", "imtypes", {}, "['qq']"),
            ("notifyMasters('x')", "notifyMasters", {"content": "x", "imtypes": None}, "2"),
            ("notifyMasters('x', ['qq'])", "notifyMasters", {"content": "x", "imtypes": ["qq"]}, "2"),
            ("coffee()", "coffee", {}, "False"),
            ("spread('x')", "spread", {"text": "x"}, "'link'"),
            ("getHistoryMessages('qq')", "history.messages", {"imtype": "qq"}, "[{'id': '1'}]"),
            ("generateFromSinglePrompt('x')", "generate", {"prompt": "x"}, "'text'"),
            ("chat('x')", "chat", {"messages": "x", "options": None}, "'text'"),
            ("s.getHistoryMessageIDs(2)", "history.ids", {"number": 2}, "['1', '2']"),
            ("s.reply(5)['ok']", "reply", {"kind": "text", "text": 5}, "True"),
            ("s.replyMarkdown('*x*')['ok']", "reply", {"kind": "markdown", "text": "*x*"}, "True"),
            ("s.replyImage('u')['ok']", "reply", {"kind": "image", "source": "u", "options": None}, "True"),
            ("s.replyVoice(voiceUrl='u')['ok']", "reply", {"kind": "voice", "source": "u", "options": None}, "True"),
            ("s.replyVideo(source='u')['ok']", "reply", {"kind": "video", "source": "u", "options": None}, "True"),
            ("s.replyFile('u', {'file_name': 'n'})['ok']", "reply",
             {"kind": "file", "source": "u", "options": {"file_name": "n"}}, "True"),
            ("s.replyMixed([{'type': 'file', 'path': 'p'}], {'name': 'n', 'mimeType': 't'})['ok']", "reply",
             {"kind": "mixed", "items": [{"type": "file", "path": "p"}],
              "options": {"name": "n", "mimeType": "t"}}, "True"),
            ("s.returnValue('v')", "return", {"value": "v"}, "True"),
            ("s.setContinue()", "continue", {}, "True"),
            ("s.recallMessage(5)['action']", "recall", {"ids": 5}, "'recallMessage'"),
            ("s.recallMessage({'message_ids': ['1', 2]})['ok']", "recall", {"ids": {"message_ids": ["1", 2]}}, "True"),
            ("s.recallMessage([{'message_id': '1'}, '2'])['ok']", "recall", {"ids": [{"message_id": "1"}, "2"]}, "True"),
            ("s.breakIn('x')", "breakIn", {"content": "x"}, "True"),
            ("s.listen(500)", "listen", {"wait": 500, "recall": None, "scope": None}, "'answer'"),
            ("s.listen()", "listen", {"wait": None, "recall": None, "scope": None}, "'answer'"),
            ("s.listen(9e9, 'group')", "listen", {"wait": 9e9, "recall": "group", "scope": None}, "'answer'"),
            ("s.listen(timeout=70000)", "listen", {"wait": 70000, "recall": None, "scope": None}, "'answer'"),
            ("s.listen(waitTime=70000, recallTime=5, scope='group')", "listen",
             {"wait": 70000, "recall": 5, "scope": "group"}, "'answer'"),
            ("s.input(120000, 1, False)", "listen", {"wait": 120000, "recall": 1, "scope": False}, "'answer'"),
            ("s.input(60000, 0, True)", "listen", {"wait": 60000, "recall": 0, "scope": True}, "'answer'"),
            ("s.input(timeout=5000, recallDuration=3, forGroup=True)", "listen",
             {"wait": 5000, "recall": 3, "scope": None, "forGroup": True}, "'answer'"),
            ("s.waitPay('q', 600000)['Money']", "waitPay", {"exitcode": "q", "timeout": 600000, "amount": None},
             "'1.00'"),
            ("s.waitPay(exitcode='q', timeout=60000, amount='￥1,234.50')['FromName']", "waitPay",
             {"exitcode": "q", "timeout": 60000, "amount": "￥1,234.50"}, "'Li'"),
            ("s.atWaitPay()", "atWaitPay", {}, "False"),
            ("s.response({'a': [1]})", "response", {"data": {"a": [1]}}, "True"),
            ("s.groupInviteIn(1, 2)['ok']", "group.act", {"action": "groupInviteIn", "args": [1, 2]}, "1"),
            ("s.groupKick(1)['ok']", "group.act", {"action": "groupKick", "args": [1]}, "1"),
            ("s.groupBan(1, 60)['ok']", "group.act", {"action": "groupBan", "args": [1, 60]}, "1"),
            ("s.groupBan(1, 'soon')['ok']", "group.act", {"action": "groupBan", "args": [1, "soon"]}, "1"),
            ("s.groupBan(1)['ok']", "group.act", {"action": "groupBan", "args": [1, None]}, "1"),
            ("s.groupUnban(1)['ok']", "group.act", {"action": "groupUnban", "args": [1]}, "1"),
            ("s.groupWholeBan()['ok']", "group.act", {"action": "groupWholeBan", "args": []}, "1"),
            ("s.groupWholeUnban()['ok']", "group.act", {"action": "groupWholeUnban", "args": []}, "1"),
            ("s.groupNoticeSend('n')['ok']", "group.act", {"action": "groupNoticeSend", "args": ["n"]}, "1"),
            ("s.groupAddRequest('f', approve=True)['ok']", "group.act",
             {"action": "groupAddRequest", "args": ["f", True, ""]}, "1"),
            ("s.friendAddRequest('f')['ok']", "group.act",
             {"action": "friendAddRequest", "args": ["f", True, ""]}, "1"),
            ("Cron().getCrons()", "cron.list", {}, "[]"),
            ("Cron().getCron('x')['id']", "cron.get", {"id": "x"}, "'runtime_1'"),
            ("Cron('y').getCronByID()['id']", "cron.get", {"id": "y"}, "'runtime_1'"),
            ("Cron().addCron('* * * * *', cmd='hi')['id']", "cron.add",
             {"fields": {"cron": "* * * * *", "cmd": "hi"}}, "'runtime_1'"),
            ("Cron().addCron('* * * * *', True, 'hi', False, 'qqgroup:1', '')['id']", "cron.add",
             {"fields": {"cron": "* * * * *", "isOnce": True, "cmd": "hi", "isToSelf": False,
                         "toOthers": "qqgroup:1", "memo": ""}}, "'runtime_1'"),
            ("Cron().addCron('* * * * *', 'hi', True, 'qqgroup:1', 'm', 'qq', 'g', 'u')['id']", "cron.add",
             {"fields": {"cron": "* * * * *", "isOnce": "hi", "cmd": True, "isToSelf": "qqgroup:1", "toOthers": "m",
                         "memo": "qq", "disguiseImtype": "g", "disguiseGroup": "u"}}, "'runtime_1'"),
            ("Cron().updateCron('x', memo='m')['id']", "cron.update", {"id": "x", "fields": {"memo": "m"}},
             "'runtime_1'"),
            ("Cron().delCron('x')", "cron.delete", {"id": "x"}, "True"),
            ("Cron().delCron({'id': 'x', 'cron': '0 9 * * *'})", "cron.delete", {"id": {"id": "x", "cron": "0 9 * * *"}}, "True"),
            ("Cron({'id': 'x'}).getCron()['id']", "cron.get", {"id": {"id": "x"}}, "'runtime_1'"),
            ("Cron().updateCron({'id': 'x'}, '0 9 * * *')['id']", "cron.update",
             {"id": {"id": "x"}, "fields": {"cron": "0 9 * * *"}}, "'runtime_1'"),
            ("Cron().deleteCron('x')", "cron.delete", {"id": "x"}, "True"),
        ]
        # fmt: on
        for expression, method, params, shown in cases:
            with self.subTest(expression):
                seen = self.run_lines("print(repr(%s))" % expression)
                self.assertEqual([(method, params)], seen.calls)
                self.assertEqual(shown, seen.text().strip())

    def test_getters_read_the_context(self):
        context = {
            "imType": "qq",
            "userID": 42,
            "userName": "Li",
            "userAvatarUrl": "u",
            "chatID": "7",
            "chatName": "g",
            "isAdmin": True,
            "message": "echo x",
            "messageID": "m",
            "params": ["x", "y"],
            "pluginName": "P",
            "pluginVersion": "1",
            "eventType": "e",
            "eventData": {"a": 1},
            "isAI": True,
            "aiParam": "p",
            "mediaItems": [{"type": "image", "source": "s"}, {"type": "image"}],
            "router": {
                "path": "/p",
                "params": {"a": "1"},
                "method": "GET",
                "headers": {"h": "v"},
                "cookies": {"c": "d"},
                "body": {"b": 1},
                "data": '{"b":1}',
                "bytes": "AP8K",
            },
            "host": {
                "name": "Botyard",
                "version": "1",
                "port": 8200,
                "domain": "http://x",
                "machineId": "id",
                "versionInfo": {"version": "1"},
            },
        }
        expected = {
            "s.getImtype()": "qq",
            "s.getUserID()": "42",
            "s.getUserName()": "Li",
            "s.getUserAvatarUrl()": "u",
            "s.getChatID()": "7",
            "s.getChatName()": "g",
            "s.getGroupName()": "g",
            "s.isAdmin()": True,
            "s.getMessage()": "echo x",
            "s.getMessageID()": "m",
            "s.param(1)": "x",
            "s.param('2')": "y",
            "s.param(3)": "",
            "s.param(0)": "",
            "s.getPluginName()": "P",
            "s.getPluginVersion()": "1",
            "s.getEventType()": "e",
            "s.getEventData()": {"a": 1},
            "s.isAI()": True,
            "s.getAIParam()": "p",
            "s.getMediaItems()": [{"type": "image", "source": "s"}],
            "s.getRouterPath()": "/p",
            "s.getRouter()": "/p",
            "s.getRouterParams()": {"a": "1"},
            "s.getRouterMethod()": "GET",
            "s.getMethod()": "GET",
            "s.getRouterHeaders()": {"h": "v"},
            "s.getRouterCookies()": {"c": "d"},
            "s.getRouterBody()": {"b": 1},
            "s.getRouterBodyBytes()": b"\x00\xff\n",
            "s.getRouterData()": '{"b":1}',
            "getRouter()": "/p",
            "getMethod()": "GET",
            "getRouterData()": '{"b":1}',
            "name()": "Botyard",
            "version()": "1",
            "port()": 8200,
            "getPort()": 8200,
            "domain()": "http://x",
            "machineId()": "id",
            "versionInfo()": {"version": "1"},
            "s.setEventType('z') and s.getEventType()": "z",
            "s.setEventData([1]) and s.getEventData()": [1],
        }
        seen = self.run_lines("print(repr([%s]))" % ", ".join(expected), context)
        self.assertEqual(list(expected.values()), eval(seen.text()))
        self.assertEqual([], seen.calls)

    def test_missing_context_reads_as_nothing(self):
        shown = self.value(
            "[s.getUserID(), s.isAdmin(), s.getEventData(), s.getMediaItems(), s.getRouterBody(), "
            "s.getRouterBodyBytes(), versionInfo(), s.param(1)]",
            {"imType": "fake"},
        )
        self.assertEqual("['', False, {}, [], {}, b'', {}, '']", shown)

    def test_a_missing_value_reads_as_the_default(self):
        shown = self.value(
            "[get('k', 'd'), bucketGet('b', 'k', 5), s.get('k', None), s.bucketGet('b', 'k', default='d'), get('k')]",
            answers={"bucket.get": ""},
        )
        self.assertEqual("['d', 5, None, 'd', '']", shown)
        self.assertEqual("'stored'", self.value("get('k', 'd')"))

    def test_the_version_is_text_that_answers_sn(self):
        shown = self.value("[version() == '1.2', version()['sn'], version()[0], type(version()['sn'])]", {"host": {"version": "1.2"}})
        self.assertEqual("[True, '1.2', '1', <class 'str'>]", shown)

    def test_a_wait_that_nobody_answers_is_empty(self):
        self.assertEqual("''", self.value("s.listen(1000)", answers={"listen": {"timeout": True}}))
        self.assertEqual("None", self.value("s.input(1000)", answers={"listen": {"timeout": True, "none": True}}))

    def test_media_of_the_awaited_message_wins(self):
        context = {"mediaItems": [{"type": "image", "source": "first"}]}
        self.assertIn("http://x/a.png", self.value("(s.listen(), s.getMediaItems())", context))

    def test_a_refusal_raises_with_the_sentence_of_the_host(self):
        seen = self.run_lines(
            "try:\n  push('qq')\nexcept Exception as e:\n  print(e, e.code)", answers={"push": ValueError("a push needs a group or a user")}
        )
        self.assertEqual("a push needs a group or a user test\n", seen.text())

    def test_absent_features_fail_with_a_sentence(self):
        for name in ("accessService", "request", "importJs"):
            self.assertIn(
                "available" if name != "importJs" else "JavaScript",
                self.run_lines("try:\n  m.%s('x')\nexcept Exception as e:\n  print(e)" % name).text(),
            )

    def test_an_empty_module_name_is_refused(self):
        self.assertIn("module is required", self.run_lines("try:\n  import_module('')\nexcept Exception as e:\n  print(e)").text())

    def test_returned_value_stands_in_the_result(self):
        self.assertEqual("v", self.run_lines("s.returnValue('v')").result["value"])

    def test_what_json_has_no_word_for_is_said_as_python_writes_it(self):
        seen = self.run_lines(
            "import decimal, datetime, pathlib\n"
            "for value in (b'x', decimal.Decimal('1.10'), datetime.date(2026, 1, 2), pathlib.Path('a'),\n"
            "              float('nan'), float('inf'), 2 ** 70, (1, 'a'), {'a': None}, {1}):\n"
            "    s.reply(value)"
        )
        self.assertEqual(
            ["x", "1.10", "2026-01-02", "a", "nan", "inf", str(2**70), '[1, "a"]', '{"a": null}', "{1}"],
            [params["text"] for _, params in seen.calls],
        )

    def test_parts_may_come_from_anything_that_can_be_gone_through(self):
        seen = self.run_lines("s.replyMixed(part for part in ('a', {'type': 'text', 'text': b'b'}))")
        self.assertEqual(["a", {"type": "text", "text": "b"}], seen.calls[0][1]["items"])

    def test_printf_and_sleep_work(self):
        self.assertEqual("x\n", self.run_lines("printf('x'); sleep(1)").text())


if __name__ == "__main__":
    unittest.main()
