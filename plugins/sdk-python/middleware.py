"""The SDK of Botyard plugins: what a script says to the host that runs it.

A plugin is an ordinary script; every function here blocks until the host has answered and raises
`MiddlewareError` with a sentence when the host refuses. All functions may be called from several threads at once.

    from middleware import Sender, getSenderID

    sender = Sender(getSenderID())
    sender.reply("Hello, " + sender.getUserName())

Times are in milliseconds unless a name says otherwise. Ids are text; numbers and None are accepted as ids.
Old spellings of names and arguments (AutClaw, autMan) keep working; `*extra` arguments are ignored.
"""

import importlib
import importlib.util
import json as _json
import sys as _sys
from math import isfinite as _isfinite

# fmt: off
__all__ = [
    "Sender", "Cron", "MiddlewareError", "getSenderID", "printf",
    "push", "Push", "pushImage", "pushVoice", "pushVideo", "pushFile", "pushMixed",
    "get", "set", "delete", "del_", "bucketGet", "bucketSet", "bucketDel", "bucketKeys", "bucketAllKeys",
    "bucketAll", "bucketClear", "fileDownload", "downloadAdapterFile", "download_adapter_file",
    "getGroupMemberList", "get_group_member_list", "callPlatform", "call_platform",
    "setGroupCard", "setGroupName", "leaveGroup", "getGroupMember", "getFriendList", "getGroupList", "reactMessage",
    "markRead", "getChatHistory", "getGroupFiles", "speechToText", "import_module", "importModule", "pip_install", "render",
    "getActiveImtypes", "name", "machineId", "version", "domain", "port", "getPort", "versionInfo",
    "notifyMasters", "coffee", "spread", "getHistoryMessages", "generateFromSinglePrompt", "chat", "getRouter",
    "getMethod", "getRouterData", "accessService", "request", "importJs", "sleep",
]
# fmt: on

_DEFAULT_BUCKET = "otto"


class MiddlewareError(Exception):
    """The host refused a call, or its arguments cannot be sent. `code` is the host's stable error code or ''."""

    def __init__(self, message, code=""):
        super().__init__(message)
        self.code = code


class _Host:
    """The way to the host. The process that runs the script sets `run` before the script starts."""

    __slots__ = ("run",)

    def __init__(self):
        self.run = None

    def current(self):
        if self.run is None:
            raise MiddlewareError(
                "This script is not running inside Botyard. Try it with: botyard plugins run FILE --message TEXT", "no_run"
            )
        return self.run

    def call(self, method, params):
        return self.current().call(method, params)


_host = _Host()


# ---- arguments as scripts give them ----------------------------------------------------------------------------------


def _text(value):
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (dict, list, tuple)):
        try:
            return _json.dumps(value, ensure_ascii=False)
        except (TypeError, ValueError):
            return str(value)
    return str(value)


def _said(value):
    """A value in the place of a text, for the host to read: as the script said it, or as Python writes what JSON has not."""
    if value is None or isinstance(value, (str, bool)):
        return value
    if isinstance(value, int) and value.bit_length() < 64 or isinstance(value, float) and _isfinite(value):
        return value
    return _text(value)


def _given(value):
    """A value in a place where lists and dicts mean something to the host."""
    return value if isinstance(value, (dict, list, tuple)) else _said(value)


def _several(values):
    """What may be one or several: text and dicts as they are, anything else that can be gone through as a list."""
    return values if values is None or isinstance(values, (str, dict)) else [_given(value) for value in values]


def _millis(value, default):
    """Milliseconds as a whole number; anything that is not a number is the default."""
    if value is None or isinstance(value, bool):
        return default
    try:
        return int(float(value))
    except (TypeError, ValueError, OverflowError):
        return default


def _context_text(key):
    value = _host.current().context.get(key)
    return value if isinstance(value, str) else _text(value)


def _host_value(key):
    return (_host.current().context.get("host") or {}).get(key, "")


# ---- run and output --------------------------------------------------------------------------------------------------


def getSenderID():
    """The id of this run, text; what `Sender` takes."""
    return _host.current().id


def printf(message="", *more):
    """Prints at once; the text stands in the run's log."""
    print(message, *more, flush=True)


# ---- push ------------------------------------------------------------------------------------------------------------


def _push(kind, imType, groupCode, userID, title, options, timeout, **payload):
    result = _host.call(
        "push",
        {
            "kind": kind,
            "imType": _said(imType),
            "groupCode": _said(groupCode),
            "userID": _said(userID),
            "title": _said(title),
            "options": _given(options),
            "timeout": _said(timeout),
            **payload,
        },
    )
    return int(result.get("sent") or 0) if isinstance(result, dict) else int(result or 0)


def push(imType, groupCode="", userID="", title="", content="", options=None, timeout=None, *extra):
    """Sends text to a group (`groupCode`) or a person (`userID`) without being asked.

    The title is sent when the content is empty. `options` may name the account (`account_id`). `timeout` in ms, as the host says (5000).
    Returns the number of messages sent: 0 when no usable account or target was found, 1 otherwise.
    Raises when the request has no target or the account's platform reported an error.
    """
    return _push("text", imType, groupCode, userID, title, options, timeout, content=_said(content))


Push = push


def pushImage(imType, groupCode="", userID="", title="", url="", options=None, timeout=None, *extra):
    """Sends a picture. `url`: http(s) address, path, `base64://…` or data URI. Timeout as the host says (30000 ms); else as `push`."""
    return _push("image", imType, groupCode, userID, title, options, timeout, source=_said(url))


def pushVoice(imType, groupCode="", userID="", title="", url="", options=None, timeout=None, *extra):
    """Sends a voice message; arguments and result as `pushImage`."""
    return _push("voice", imType, groupCode, userID, title, options, timeout, source=_said(url))


def pushVideo(imType, groupCode="", userID="", title="", url="", options=None, timeout=None, *extra):
    """Sends a video; arguments and result as `pushImage`."""
    return _push("video", imType, groupCode, userID, title, options, timeout, source=_said(url))


def pushFile(imType, groupCode="", userID="", title="", url="", options=None, timeout=None, *extra):
    """Sends a file; `options` may hold `file_name` and `mime_type`; else as `pushImage`."""
    return _push("file", imType, groupCode, userID, title, options, timeout, source=_said(url))


def pushMixed(imType, groupCode="", userID="", title="", items=None, options=None, timeout=None, *extra):
    """Sends one message of several parts; items as in `Sender.replyMixed`; else as `pushImage`."""
    return _push("mixed", imType, groupCode, userID, title, options, timeout, items=_several(items))


# ---- buckets ---------------------------------------------------------------------------------------------------------


def bucketGet(bucket, key, default="", *extra):
    """The text stored under the key, `default` if there is none."""
    return _host.call("bucket.get", {"bucket": _said(bucket), "key": _said(key)}) or default


def bucketSet(bucket, key, value):
    """Stores the value as text; True."""
    return bool(_host.call("bucket.set", {"bucket": _said(bucket), "key": _said(key), "value": _said(value)}))


def bucketDel(bucket, key):
    """Removes the key; True, also when it was not there."""
    return bool(_host.call("bucket.delete", {"bucket": _said(bucket), "key": _said(key)}))


def bucketKeys(bucket=None, value=None):
    """Keys of the bucket (default `otto`) whose value equals `value`; all keys without a value."""
    return _host.call("bucket.keys", {"bucket": _said(bucket), "value": _said(value)}) or []


def bucketAllKeys(bucket):
    """All keys of the bucket."""
    return bucketKeys(bucket)


def bucketAll(bucket):
    """The whole bucket as a dict of text to text."""
    return _host.call("bucket.all", {"bucket": _said(bucket)}) or {}


def bucketClear(bucket):
    """Removes every key of the bucket; True."""
    return bool(_host.call("bucket.clear", {"bucket": _said(bucket)}))


def get(key, default="", *extra):
    """`bucketGet` in the default bucket `otto`."""
    return bucketGet(_DEFAULT_BUCKET, key, default)


def set(key, value):
    """`bucketSet` in the default bucket `otto`."""
    return bucketSet(_DEFAULT_BUCKET, key, value)


def delete(key):
    """`bucketDel` in the default bucket `otto`; also `del_`, and `getattr(middleware, "del")`."""
    return bucketDel(_DEFAULT_BUCKET, key)


del_ = delete
globals()["del"] = delete


# ---- files and groups ------------------------------------------------------------------------------------------------


def fileDownload(url, path=None):
    """Fetches an http(s), `file://`, `base64://` or data address into a folder.

    `path`: a folder; relative ones lie below the download root, which is the default.
    Returns `path`, `file_path`, `file_name`, `mime_type`, `file_size`. Raises when it fails or exceeds about 20 MB.
    """
    return _host.call("file.download", {"url": _said(url), "path": _said(path)})


def downloadAdapterFile(file, options=None, timeout=None):
    """Fetches a file an IM has announced: a media item, an object with `file_id` or the like, or text.

    `options`: `path`, `file_name`, `mime_type`, IM type and account. `timeout` in ms, 30000; a number in second place
    is the timeout. Returns the keys of `fileDownload` and `ok`, `url`, `action`.
    """
    return _host.call(
        "file.resolve", {"file": file if isinstance(file, dict) else _said(file), "options": _given(options), "timeout": _said(timeout)}
    )


def getGroupMemberList(group_or_options=None, options=None, timeout=None):
    """Members of a group; of the current chat when no group is named.

    `group_or_options`: group id, or a dict with `group_id`, `im_type`, `account_id`, `no_cache`, `raw`, `raw_result`.
    `timeout` in ms, 30000. Returns `ok`, `im_type`, `account_id`, `group_id`, `members` (list of dicts).
    """
    return _host.call("group.members", {"group": _given(group_or_options), "options": _given(options), "timeout": _said(timeout)})


def callPlatform(action, params=None, options=None, timeout=None):
    """Calls a method of the platform itself, such as `callPlatform("get_group_info", {"group_id": 1})["result"]`.

    The account's file must allow it (`platform_calls`). `params`: as the platform wants them. `options`: `im_type`,
    `account_id`; the account of the current chat without them. `timeout` in ms, 10000. Returns `ok`, `result`,
    `im_type`, `account_id`, `rule`, `action`; whole numbers beyond 2**53 in the result are text. Raises when it was not done.
    """
    return _host.call(
        "platform.call", {"action": _said(action), "params": _given(params), "options": _given(options), "timeout": _said(timeout)}
    )


def _im(action, options, **args):
    return _host.call("im.act", {"action": action, "options": _given(options), **args})


def setGroupCard(group, user, card, options=None):
    """Gives a member a name in a group; `group` None: the current one. Returns True; raises where the IM has nothing like it.

    `options`, here and below: `im_type`, `account_id`; the account of the current chat without them.
    """
    return _im("setGroupCard", options, group=_said(group), user=_said(user), text=_said(card))


def setGroupName(group, name, options=None):
    """Gives a group another name. Returns True."""
    return _im("setGroupName", options, group=_said(group), text=_said(name))


def leaveGroup(group, options=None):
    """Takes the account out of a group. Returns True."""
    return _im("leaveGroup", options, group=_said(group))


def getGroupMember(group, user, options=None):
    """One member, with the keys of `getGroupMemberList`. `options` also: `no_cache`, `raw`."""
    return _im("getGroupMember", options, group=_said(group), user=_said(user))


def getFriendList(options=None):
    """People whom the account may write to: dicts with `user_id`, `nickname`."""
    return _im("getFriendList", options)


def getGroupList(options=None):
    """Groups that the account is in: dicts with `group_id`, `group_name`."""
    return _im("getGroupList", options)


def reactMessage(message, emoji, options=None):
    """Reacts to a message (an id or a receipt) of the current chat. `options` also: `on` False takes it back; `group_id`, `user_id`."""
    return _im("react", options, message=_given(message), text=_said(emoji))


def markRead(message=None, options=None):
    """Shows that a message, or the whole current chat, was read. `options` also: `group_id`, `user_id`."""
    return _im("markRead", options, message=_given(message))


def getChatHistory(group=None, count=None, before=None, options=None):
    """Messages that the platform keeps, the oldest first; of the current chat without `group`.

    `count`: 20; `before`: the id of a message. Dicts with `message_id`, `user_id`, `user_name`, `own`, `time`, `text`, `media_items`.
    """
    return _im("getChatHistory", options, group=_said(group), count=_said(count), message=_given(before))


def getGroupFiles(group=None, folder=None, options=None):
    """Files and folders of a group: dicts with `file_id`, `name`, `size`, `folder`, `raw`."""
    return _im("getGroupFiles", options, group=_said(group), folder=_said(folder))


def speechToText(message, options=None):
    """What is said in the recording of a message of the current chat."""
    return _im("speechToText", options, message=_given(message))


call_platform = callPlatform
download_adapter_file = downloadAdapterFile
get_group_member_list = getGroupMemberList


# ---- dependencies ----------------------------------------------------------------------------------------------------


def _ensure(module, package, wanted, manager):
    if not _text(module).strip():
        raise MiddlewareError("module is required", "invalid_request")
    result = _host.call(
        "dependency.ensure",
        {"module": _said(module), "package": _said(package), "version": _said(wanted), "manager": _said(manager) or "pip"},
    )
    paths = (result or {}).get("paths") if isinstance(result, dict) else None
    _host.current().add_paths(paths or [])
    importlib.invalidate_caches()


def _is_importable(module):
    try:
        return importlib.util.find_spec(module) is not None
    except (ImportError, ValueError, AttributeError):
        return False


def import_module(module, package="", version="", manager=""):
    """Imports a module, installing it first where it is missing or a version is asked for (up to 10 minutes).

    `package` is the name to install when it differs from the module's. Returns the module.
    """
    if not module or version or module not in _sys.modules and not _is_importable(module):
        _ensure(module, package, version, manager)
    return importlib.import_module(module)


importModule = import_module


def pip_install(module, version=""):
    """Makes a package available for the rest of this run; nothing is returned."""
    _ensure(module, module, version, "pip")


# ---- the host --------------------------------------------------------------------------------------------------------


def render(template, selector="", data=None):
    """The path of a picture of an HTML template, for `replyImage`; '' where the host has no browser or the template has a fault.

    `{{name}}`, `{{#list}}…{{/list}}`, `{{^list}}…{{/list}}` are filled with `data`, always as text; `selector` names what is shown.
    """
    return _host.call("render", {"template": _said(template), "selector": _said(selector), "data": {} if data is None else data})


def getActiveImtypes():
    """The IM types that are switched on, a list of text."""
    return _host.call("imtypes", {}) or []


def name():
    """Name of the host program."""
    return _host_value("name")


def machineId():
    """Id of this installation."""
    return _host_value("machineId")


class _Version(str):
    """Text that also answers `["sn"]`, which is where autMan's version stands."""

    def __getitem__(self, key):
        return str(self) if key == "sn" else super().__getitem__(key)


def version():
    """Version of the host program: text that also answers `["sn"]`."""
    return _Version(_host_value("version"))


def domain():
    """Public address of the host, without a final slash."""
    return _host_value("domain")


def port():
    """HTTP port of the host."""
    return _host_value("port")


getPort = port


def versionInfo():
    """`version`, `commit`, `build_time`, `runtime` of the host, a dict."""
    return _host_value("versionInfo") or {}


def notifyMasters(content, imtypes=None, *extra):
    """Sends text to every administrator of the IM types (all without a list); the number of messages sent."""
    return _host.call("notifyMasters", {"content": _said(content), "imtypes": _several(imtypes)})


def coffee():
    """Whether the host is activated."""
    return bool(_host.call("coffee", {}))


def spread(msg):
    """The text with its links converted; '' where nothing is configured."""
    return _host.call("spread", {"text": _said(msg)}) or ""


def getHistoryMessages(imtype=""):
    """Recent messages of an IM type (all without one), a list of dicts."""
    return _host.call("history.messages", {"imtype": _said(imtype)}) or []


def chat(messages, options=None):
    """What the language model says, text that is treated like a person's.

    `messages`: text, or a list of dicts with `role` (`system`, `user`, `assistant`) and `content`. `options`: `model`, `temperature`
    (0 to 2), `max_tokens`, `format` (`json` for a JSON object), `timeout` (milliseconds), `stream` (True: people see the answer grow in
    the chat of the run, and the text that comes back need not be said again; `timeout` is then how long nothing may come). Raises
    `MiddlewareError` with code `no_model` where none is set up, `rate_limited`, `rejected` or `model_failed`.
    """
    return _host.call("chat", {"messages": messages, "options": options}) or ""


def generateFromSinglePrompt(prompt):
    """What the language model answers; '' where none is set up or it fails, with the reason in the run's log."""
    return _host.call("generate", {"prompt": _said(prompt)}) or ""


def getRouter():
    """Path of the HTTP request that started this run, '' in other runs."""
    return Sender(getSenderID()).getRouterPath()


def getMethod():
    """Method of the HTTP request that started this run, '' in other runs."""
    return Sender(getSenderID()).getRouterMethod()


def getRouterData():
    """Body of the HTTP request as JSON text, '' in other runs."""
    return Sender(getSenderID()).getRouterData()


def sleep(ms):
    """Waits the given milliseconds."""
    import time

    time.sleep(max(0, _millis(ms, 0)) / 1000)


def accessService(*arguments, **keywords):
    """Not there in Python: raises with what to use in its place."""
    raise MiddlewareError("accessService is not available; call the function of middleware that does what you need.", "unsupported")


def request(*arguments, **keywords):
    """Not there in Python: raises with what to use in its place."""
    raise MiddlewareError("middleware.request is not available; use urllib.request or the package requests.", "unsupported")


def importJs(*arguments, **keywords):
    """Not there in Python: raises with what to use in its place."""
    raise MiddlewareError("importJs works in JavaScript plugins only; in Python import the other file by its name.", "unsupported")


# ---- Sender ----------------------------------------------------------------------------------------------------------


class Sender:
    """Who and what started this run, and the way to answer. Missing data reads as '', [], {} or False."""

    def __init__(self, senderID=None, *extra):
        self._run = _host.current()
        self.senderID = _text(senderID)

    def _text_of(self, key):
        value = self._run.context.get(key)
        return value if isinstance(value, str) else _text(value)

    # who and what

    def getImtype(self):
        """IM type of the message; `fake` in cron runs, '' in HTTP runs."""
        return self._text_of("imType")

    def getUserID(self):
        """Id of the sender, always text."""
        return self._text_of("userID")

    def getUserName(self):
        """Name of the sender."""
        return self._text_of("userName")

    def getUserAvatarUrl(self):
        """Address of the sender's picture."""
        return self._text_of("userAvatarUrl")

    def getChatID(self):
        """Id of the group, '' in private chats."""
        return self._text_of("chatID")

    def getChatName(self):
        """Name of the group."""
        return self._text_of("chatName")

    def getGroupName(self):
        """Name of the group; the same as `getChatName`."""
        return self._text_of("chatName")

    def isAdmin(self):
        """Whether the sender is one of the host's masters for this IM."""
        return bool(self._run.context.get("isAdmin"))

    def isAI(self):
        """Whether a language model started this run."""
        return bool(self._run.context.get("isAI"))

    def getAIParam(self):
        """What the language model passed."""
        return self._text_of("aiParam")

    def getMessage(self):
        """The text of the message, without mentions, quotes and media."""
        return self._text_of("message")

    def getMessageID(self):
        """Id of the message."""
        return self._text_of("messageID")

    def getHistoryMessageIDs(self, number=1):
        """Ids of the last `number` messages of this chat, a list of text."""
        return _host.call("history.ids", {"number": _said(number)}) or []

    def getHistoryMessages(self, imtype=""):
        """As the function of the same name."""
        return getHistoryMessages(imtype)

    def param(self, index):
        """What the rule's group captured; the first is 1. '' out of range."""
        captures = self._run.context.get("params") or []
        index = _millis(index, 0)
        return _text(captures[index - 1]) if 1 <= index <= len(captures) else ""

    def getPluginName(self):
        """Title of this plugin."""
        return self._text_of("pluginName")

    def getPluginVersion(self):
        """Version of this plugin, from its header."""
        return self._text_of("pluginVersion")

    def getEventType(self):
        """Name of the event that started this run."""
        return self._text_of("eventType")

    def setEventType(self, t):
        """Changes what `getEventType` returns in this run; True."""
        self._run.context["eventType"] = _text(t)
        return True

    def getEventData(self):
        """Data of the event, {} if there is none."""
        data = self._run.context.get("eventData")
        return {} if data is None else data

    def setEventData(self, d):
        """Changes what `getEventData` returns in this run; True."""
        self._run.context["eventData"] = d
        return True

    def getMediaItems(self):
        """Media of the last awaited message, else of this message, else of the event: dicts with `type`, `source`.

        A recording has `transcript` where the platform tells what was said.
        """
        context = self._run.context
        data = context.get("eventData")
        data = data if isinstance(data, dict) else {}
        for items in (self._run.media_items, context.get("mediaItems"), data.get("media_items"), data.get("mediaItems")):
            if items:
                return [dict(item) for item in items if isinstance(item, dict) and item.get("type") and item.get("source")]
        return []

    # answering

    def _reply_media(self, kind, source, options):
        return _host.call("reply", {"kind": kind, "source": _said(source), "options": _given(options)})

    def reply(self, text="", *extra):
        """Answers in the current chat. CQ codes that the author wrote become pictures, mentions and so on; people's text stays text.

        Returns a receipt: a dict with `ok`, `message_id`, `message_ids`, `error`, `action`, `raw`.
        What was not sent, such as an empty text or a file that is not there, has `ok` False; read `error`. In cron
        runs nothing is sent.
        """
        return _host.call("reply", {"kind": "text", "text": _said(text)})

    def replyMarkdown(self, markdown="", *extra):
        """Answers with Markdown; receipt as `reply`."""
        return _host.call("reply", {"kind": "markdown", "text": _said(markdown)})

    def replyImage(self, imageUrl=None, options=None, *extra, source=None):
        """Answers with a picture: http(s) address, path, `base64://…` or data URI. Receipt as `reply`.

        `options`: `file_name`, `mime_type`, `caption`, `cover`, `timeout` (ms).
        """
        return self._reply_media("image", imageUrl or source, options)

    def replyVoice(self, voiceUrl=None, options=None, *extra, source=None):
        """Answers with a voice message; arguments as `replyImage`."""
        return self._reply_media("voice", voiceUrl or source, options)

    def replyVideo(self, videoUrl=None, options=None, *extra, source=None):
        """Answers with a video; arguments as `replyImage`."""
        return self._reply_media("video", videoUrl or source, options)

    def replyFile(self, fileUrl=None, options=None, *extra, source=None):
        """Answers with a file; arguments as `replyImage`."""
        return self._reply_media("file", fileUrl or source, options)

    def replyMixed(self, items=None, options=None, *extra):
        """Answers with one message of several parts; receipt as `reply`.

        A part is `{"type": "text" | "markdown", "text": …}` or `{"type": "image" | "voice" | "video" | "file",
        "source": …, "name": …, "mime_type": …}`. Other parts are dropped.
        """
        return _host.call("reply", {"kind": "mixed", "items": _several(items), "options": _given(options)})

    def returnValue(self, text=""):
        """Sets the run's return value without sending anything."""
        self._run.value = _text(text)
        return _host.call("return", {"value": _said(text)})

    # control

    def setContinue(self):
        """Lets plugins of lower priority see this message too; True."""
        return bool(_host.call("continue", {}))

    def recallMessage(self, messageid=None, *extra):
        """Takes back a message: an id, a list, or what `reply` returned. Returns a receipt."""
        return _host.call("recall", {"ids": _given(messageid)})

    def breakIn(self, content="", *extra):
        """Feeds text into the host as if the same user had sent it."""
        return _host.call("breakIn", {"content": _said(content)})

    # waiting

    def listen(self, waitTime=None, recallTime=None, scope=None, *extra, timeout=None, recallDuration=None, forGroup=None):
        """Waits for the next message of this user in this chat; its text, '' when nobody wrote in time.

        Where the header `timeout_value: none` or the host's setting `plugins.timeout_value` says so, None when nobody wrote.
        A message without text, such as a picture, gives its CQ code.
        `waitTime` in ms: 60000, at least 1000, at most 900000. `recallTime`: ms after which the answer is recalled.
        `scope='group'`: any member of the group may answer. `getMediaItems` then returns the answer's media.
        `timeout`, `recallDuration`, `forGroup` and `True` in third place are the older spellings.
        """
        said = {
            "wait": _said(timeout if waitTime is None else waitTime),
            "recall": _said(recallDuration if recallTime is None else recallTime),
            "scope": _said(scope),
        }
        if forGroup is not None:
            said["forGroup"] = _said(forGroup)
        result = _host.call("listen", said)
        if not isinstance(result, dict) or result.get("timeout"):
            return None if isinstance(result, dict) and result.get("none") else ""
        self._run.media_items = result.get("media_items") or []
        return _text(result.get("text"))

    input = listen

    def waitPay(self, exitcode="", timeout=None, amount=None, *extra):
        """Waits for a payment. One payment code cannot tell payers apart: ask `atWaitPay` first.

        Returns "timeout", "busy" (another run waits, and a payment could not tell the two apart: give each an amount of
        its own), the exit code when the user typed exactly that ('' switches it off), or the payment, a dict with
        `money` (a number), `payment_channel`, `order_id`, `time` and the older `Money`, `Time`, `Type`, `FromName`.
        What else the user says meanwhile goes to other plugins. `timeout` in ms as in `listen`. `amount`, a number or
        text such as "¥1,234.5", is the expected sum, not a filter: compare `amount_matched`.
        """
        result = _host.call("waitPay", {"exitcode": _said(exitcode), "timeout": _said(timeout), "amount": _said(amount)})
        return result.get("value") if isinstance(result, dict) else result

    def atWaitPay(self):
        """Whether any run of the host waits for a payment."""
        return bool(_host.call("atWaitPay", {}))

    # HTTP runs

    def _router(self, key, missing):
        return (self._run.context.get("router") or {}).get(key) or missing

    def getRouterPath(self):
        """Path of the request."""
        return self._router("path", "")

    def getRouterParams(self):
        """Path and query parameters, a dict."""
        return self._router("params", {})

    def getRouterMethod(self):
        """Method of the request."""
        return self._router("method", "")

    def getRouterHeaders(self):
        """Headers; values are text or lists of text."""
        return self._router("headers", {})

    def getRouterCookies(self):
        """Cookies, a dict of text."""
        return self._router("cookies", {})

    def getRouterBody(self):
        """The parsed body, {} if there is none: JSON and forms as objects (repeated fields as lists), anything else as text."""
        return self._router("body", {})

    def getRouterData(self):
        """The body as it came, as text."""
        return self._router("data", "")

    def getRouterBodyBytes(self):
        """The body as it came, as bytes: what a signature was made over. b"" if there is none."""
        import base64  # few scripts need it

        return base64.b64decode(self._router("bytes", ""))

    getRouter = getRouterPath
    getMethod = getRouterMethod

    def response(self, data=None):
        """Sets the answer to the HTTP request: dict or list become JSON, text stays text. True."""
        return bool(_host.call("response", {"data": data}))

    # groups

    @staticmethod
    def _act(action, *arguments):
        return _host.call("group.act", {"action": action, "args": [_said(argument) for argument in arguments]})

    def groupInviteIn(self, friend, group):
        """Invites a friend into a group."""
        return self._act("groupInviteIn", friend, group)

    def groupKick(self, userid, *extra):
        """Removes a member from the current group."""
        return self._act("groupKick", userid)

    def groupBan(self, userid, timeout=None):
        """Silences a member for `timeout` seconds; half an hour when they are not given."""
        return self._act("groupBan", userid, timeout)

    def groupUnban(self, userid):
        """Lets a silenced member speak."""
        return self._act("groupUnban", userid)

    def groupWholeBan(self):
        """Silences the whole group."""
        return self._act("groupWholeBan")

    def groupWholeUnban(self):
        """Lets the whole group speak."""
        return self._act("groupWholeUnban")

    def groupNoticeSend(self, notice):
        """Publishes a notice in the group."""
        return self._act("groupNoticeSend", notice)

    def groupAddRequest(self, flag, approve=True, reason=""):
        """Answers a request to join a group; `flag` is in the event's data."""
        return self._act("groupAddRequest", flag, approve is not None and approve, reason)

    def friendAddRequest(self, flag, approve=True, remark=""):
        """Answers a friend request; `flag` is in the event's data."""
        return self._act("friendAddRequest", flag, approve is not None and approve, remark)

    def getGroupMemberList(self, group_or_options=None, options=None, timeout=None):
        """As the function of the same name."""
        return getGroupMemberList(group_or_options, options, timeout)

    def callPlatform(self, action, params=None, options=None, timeout=None):
        """As the function of the same name."""
        return callPlatform(action, params, options, timeout)

    def downloadAdapterFile(self, file, options=None, timeout=None):
        """As the function of the same name."""
        return downloadAdapterFile(file, options, timeout)

    # buckets

    def bucketGet(self, bucket, key, default="", *extra):
        """As the function of the same name."""
        return bucketGet(bucket, key, default)

    def bucketSet(self, bucket, key, value):
        """As the function of the same name."""
        return bucketSet(bucket, key, value)

    def bucketDel(self, bucket, key):
        """As the function of the same name."""
        return bucketDel(bucket, key)

    def bucketKeys(self, bucket=None, value=None):
        """As the function of the same name."""
        return bucketKeys(bucket, value)

    def bucketAllKeys(self, bucket):
        """As the function of the same name."""
        return bucketAllKeys(bucket)

    def bucketAll(self, bucket):
        """As the function of the same name."""
        return bucketAll(bucket)

    def get(self, key, default="", *extra):
        """As the function of the same name."""
        return get(key, default)

    def set(self, key, value):
        """As the function of the same name."""
        return bucketSet(_DEFAULT_BUCKET, key, value)

    def delete(self, key):
        """As the function of the same name."""
        return delete(key)

    del_ = delete


setattr(Sender, "del", Sender.delete)


# ---- Cron ------------------------------------------------------------------------------------------------------------


class Cron:
    """Scheduled commands: text the host feeds in, as if somebody had sent it, whenever the expression is due."""

    def __init__(self, cronID=None, *extra):
        self.cronID = cronID

    def _id(self, given):
        return _given(self.cronID if given is None else given)

    def getCrons(self):
        """All entries, a list of dicts: `id`, `cron`, `cmd`, `memo`, `source`, `next_run_at`."""
        return _host.call("cron.list", {}) or []

    def getCronByID(self, cronID=None):
        """One entry, by its id or what `addCron` returned; of this object's id when none is given."""
        return _host.call("cron.get", {"id": self._id(cronID)})

    getCron = getCronByID

    def addCron(
        self,
        cron,
        isOnce=None,
        cmd=None,
        isToSelf=None,
        toOthers=None,
        memo=None,
        disguiseImtype=None,
        disguiseGroup=None,
        disguiseUser=None,
    ):
        """Adds an entry and returns it. `cron` has 5 or 6 fields.

        Also takes autMan's order, which has no `isOnce`: (cron, cmd, isToSelf, toOthers, memo, disguise…).
        """
        return _host.call(
            "cron.add", {"fields": _cron_fields(cron, isOnce, cmd, isToSelf, toOthers, memo, disguiseImtype, disguiseGroup, disguiseUser)}
        )

    def updateCron(
        self,
        cronID,
        cron=None,
        isOnce=None,
        cmd=None,
        isToSelf=None,
        toOthers=None,
        memo=None,
        disguiseImtype=None,
        disguiseGroup=None,
        disguiseUser=None,
    ):
        """Changes an entry, named by its id or what `addCron` returned; None leaves a field as it is, '' clears it."""
        return _host.call(
            "cron.update",
            {
                "id": self._id(cronID),
                "fields": _cron_fields(cron, isOnce, cmd, isToSelf, toOthers, memo, disguiseImtype, disguiseGroup, disguiseUser),
            },
        )

    def delCron(self, cronID=None):
        """Removes an entry, named by its id or what `addCron` returned; whether it was there."""
        return bool(_host.call("cron.delete", {"id": self._id(cronID)}))

    deleteCron = delCron


def _cron_fields(cron, isOnce, cmd, isToSelf, toOthers, memo, imtype, group, user):
    """The fields that were given."""
    fields = {
        "cron": cron,
        "isOnce": isOnce,
        "cmd": cmd,
        "isToSelf": isToSelf,
        "toOthers": toOthers,
        "memo": memo,
        "disguiseImtype": imtype,
        "disguiseGroup": group,
        "disguiseUser": user,
    }
    return {name: _given(value) for name, value in fields.items() if value is not None}
