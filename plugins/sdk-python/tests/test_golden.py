"""The samples in plugins/protocol/golden are what this SDK says and understands."""

import glob
import json
import os
import unittest

from fake_host import SDK, WithHost

GOLDEN = os.path.join(SDK, "..", "protocol", "golden")

# Sample -> the expression that makes the SDK send its message.
EXPRESSIONS = {
    "push": "push('qq', '', '42', 'Title', 'Good morning', {'account_id': 'main'})",
    "push-nowhere": "push('tg', '', 42, '', 'hello')",
    "push-image": "pushImage('qq', '7', None, '', 'https://example.org/a.png', {'file_name': 'a.png'})",
    "push-mixed": "pushMixed('qq', '7', '', '', [{'type': 'text', 'text': 'Look'}, {'type': 'image', 'url': 'https://example.org/a.png'}])",
    "push-refused": "push('qq', '', '', '', 'hello')",
    "reply": "s.reply('Hello [CQ:at,qq=42]')",
    "reply-markdown": "s.replyMarkdown('**bold**')",
    "reply-image": "s.replyImage('https://example.org/a.png', {'caption': 'A'})",
    "reply-mixed": "s.replyMixed([{'type': 'text', 'text': 'Look'}, {'type': 'file', 'path': 'report.pdf', "
    "'name': 'report.pdf', 'mimeType': 'application/pdf'}])",
    "return": "s.returnValue('done')",
    "continue": "s.setContinue()",
    "recall": "s.recallMessage({'ok': True, 'message_ids': ['m-1', 'm-2']})",
    "breakIn": "s.breakIn('echo again')",
    "listen": "s.listen(60000, 5000, 'group')",
    "listen-timeout": "s.input(1000, 0, False)",
    "listen-timeout-none": "s.input(1000, 0, False)",
    "listen-cancelled": "s.listen()",
    "waitPay": "s.waitPay('q', 120000, '￥1,234.50')",
    "waitPay-busy": "s.waitPay('', 60000)",
    "atWaitPay": "s.atWaitPay()",
    "bucket.get": "bucketGet('shop.prices', 'apple')",
    "bucket.set": "bucketSet('shop.prices', 'apple', 3)",
    "bucket.delete": "bucketDel('shop.prices', 'apple')",
    "bucket.clear": "bucketClear('shop.prices')",
    "bucket.keys": "bucketKeys()",
    "bucket.keys-value": "bucketKeys('shop.prices', '3')",
    "bucket.all": "bucketAll('shop.prices')",
    "file.download": "fileDownload('https://example.org/a.png', 'pictures')",
    "file.resolve": "downloadAdapterFile({'file_id': 'f-1'}, {'im_type': 'qq'}, 10000)",
    "group.members": "getGroupMemberList('7', {'im_type': 'qq', 'no_cache': True})",
    "platform.call": "callPlatform('get_group_info', {'group_id': '7'}, {'im_type': 'qq'}, 5000)",
    "im.act": "getGroupMember('7', '42', {'im_type': 'qq'})",
    "group.act": "s.groupBan('42', 60)",
    "group.act-refused": "s.groupWholeBan()",
    "history.messages": "getHistoryMessages('qq')",
    "history.ids": "s.getHistoryMessageIDs(2)",
    "notifyMasters": "notifyMasters('Disk is full', ['qq', 'tg'])",
    "imtypes": "getActiveImtypes()",
    "response": "s.response({'ok': True})",
    "cron.list": "Cron().getCrons()",
    "cron.get": "Cron().getCron('runtime_1')",
    "cron.add": "Cron().addCron('0 8 * * *', False, 'report', True, 'qqgroup:7', 'morning')",
    "cron.update": "Cron().updateCron('runtime_1', memo='')",
    "cron.delete": "Cron().delCron('runtime_1')",
    "dependency.ensure": "pip_install('tinydb', '4.8.0')",
    "render": "render('<h1>{{title}}</h1>', 'h1', {'title': 'Hello'})",
    "generate": "generateFromSinglePrompt('Say hello')",
    "chat": "chat([{'role': 'system', 'content': 'Be brief'}, {'role': 'user', 'content': 'Say hello'}], {'temperature': 0.2})",
    "spread": "spread('https://example.org/item/1')",
    "coffee": "coffee()",
    "push-odd": "push('qq', None, 42.0, None, True, '{\"account_id\": \"main\"}', '800')",
    "push-odd-timeout": "pushImage('qq', '7', '', '', 'https://example.org/a.png', 900)",
    "push-odd-items": "pushMixed('qq', '7', '', '', ['Look', {'type': 'image', 'url': 'https://example.org/a.png'}, None, 5],"
    " {'timeout': '70'})",
    "reply-odd-item": "s.replyMixed({'type': 'text', 'text': 5}, False)",
    "reply-odd-options": "s.replyImage('a.png', 'bot_a')",
    "recall-odd": "s.recallMessage([5, {'message_id': 'm-2'}, {'ok': False, 'message_ids': [], 'message_id': ''}, True, None, ['m-3']])",
    "listen-odd": "s.listen('70000', 'group')",
    "listen-odd-names": "s.listen(timeout=9e9, recallDuration=3, forGroup=1)",
    "listen-odd-wait": "s.listen('soon', -5, 'person')",
    "waitPay-odd": "s.waitPay(None, '120000', 19.9)",
    "cron.add-odd": "Cron().addCron('0 8 * * *', 'report', 1, ['qqgroup:7', 'qqgroup:8'], 'morning', 'qq', 7, 42)",
    "cron.update-odd": "Cron().updateCron({'id': 'runtime_1', 'cron': '0 8 * * *'}, None, '1', 'report', 0)",
    "group.members-odd": "getGroupMemberList({'group_id': 7, 'im_type': 'qq', 'raw': True}, '{\"raw\": 0}')",
    "group.members-odd-id": "getGroupMemberList(7.0, 'qq', 5000)",
    "group.act-odd": "s.groupBan(42, '600.9')",
    "notifyMasters-odd": "notifyMasters(404, 'qq, tg,')",
    "history.ids-odd": "s.getHistoryMessageIDs('2')",
    "bucket.set-odd": "bucketSet(None, 7.0, True)",
}

# The functions of the languages hand something of their own to the script, such as a loaded module.
OWN_VALUES = {"dependency.ensure", "return"}


def sample(name):
    with open(os.path.join(GOLDEN, name + ".json"), encoding="utf-8") as file:
        return json.load(file)


class GoldenTest(WithHost, unittest.TestCase):
    def test_samples_are_well_formed(self):
        for path in glob.glob(os.path.join(GOLDEN, "*.json")):
            name = os.path.basename(path)[:-5]
            with self.subTest(name):
                read = sample(name)
                read.pop("means", None)  # how the host reads it
                read.pop("returns", None)  # what the SDK's function hands to the script
                self.assertEqual(["description", "direction", "message", "answer"], list(read))
                message, answer = read["message"], read["answer"]
                self.assertIn(read["direction"], ("worker-to-host", "host-to-worker", "launcher-to-host", "host-to-launcher"))
                self.assertEqual("2.0", message["jsonrpc"])
                self.assertEqual(name.split("-")[0], message["method"])
                self.assertEqual("id" in message, answer is not None)
                if answer is not None:
                    self.assertEqual((message["id"], "2.0"), (answer["id"], answer["jsonrpc"]))

    def test_every_call_has_a_sample_that_the_sdk_sends(self):
        for name, expression in EXPRESSIONS.items():
            with self.subTest(name):
                read = sample(name)
                params = dict(read["message"]["params"])
                del params["run"]
                answer = read["answer"]
                seen = self.host.run(
                    "import json\nfrom middleware import *\ns = Sender(getSenderID())\nprint(json.dumps(%s))\n" % expression,
                    answers={read["message"]["method"]: {"raw": answer}},
                )
                self.assertEqual([(read["message"]["method"], params)], seen.calls)
                self.assertEqual("error" if "error" in answer else "ok", seen.result["status"])
                if "error" in answer:
                    self.assertEqual(answer["error"]["message"], seen.result["error"]["message"])
                elif name not in OWN_VALUES:
                    self.assertEqual(read["returns"], json.loads(seen.text()))

    def test_a_run_of_the_sample_is_executed(self):
        read = sample("run.start")
        params = read["message"]["params"]
        path = self.host.write("echo.py", "from middleware import *\ns = Sender(getSenderID())\ns.returnValue(s.param(1))")
        seen = self.host.finish(self.host.start_file(path, params["context"]))
        self.assertEqual(read["answer"]["result"], seen.result)


if __name__ == "__main__":
    unittest.main()
