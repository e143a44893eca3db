"""What a handler is told, and what it can say."""

from __future__ import annotations

from typing import Any, Callable, Dict, Generator, Iterable, List, Mapping, Optional, Sequence, Tuple, cast

import middleware
from botyard import _host

_TRIES = 5


class Receipt:
    """What became of something that was sent. True where it was taken; may be awaited, which changes nothing."""

    __slots__ = ("ok", "id", "ids", "code", "error", "account", "raw")

    ok: bool
    id: str
    ids: List[str]
    code: str
    error: str
    account: str
    raw: Dict[str, Any]

    def __init__(self, raw: Mapping[str, Any]) -> None:
        ids = raw.get("message_ids") or []
        self.raw = dict(raw)
        self.ok = bool(raw.get("ok", raw.get("sent")))
        self.ids = [str(one) for one in ids]
        self.id = str(raw.get("message_id") or "") or (self.ids[0] if self.ids else "")
        self.code = str(raw.get("code") or "")
        self.error = "" if self.ok else str(raw.get("error") or raw.get("reason") or "")
        self.account = str(raw.get("account_id") or "")

    def __bool__(self) -> bool:
        return self.ok

    def __await__(self) -> Generator[Any, None, Receipt]:
        yield from ()
        return self

    def __repr__(self) -> str:
        return "Receipt(ok=%r, id=%r, error=%r)" % (self.ok, self.id, self.error)

    def recall(self) -> Receipt:
        """Takes the message back, in the chat of this run."""
        return Receipt(_host.call("recall", {"ids": self.ids or [self.id]}))


class Answer(str):
    """What somebody said when asked; '' when nobody did in time, or when they called it off. May be awaited."""

    media: List[Dict[str, Any]]
    timed_out: bool
    cancelled: bool

    def __new__(cls, text: str = "", media: Iterable[Dict[str, Any]] = (), timed_out: bool = False, cancelled: bool = False) -> Answer:
        self = super().__new__(cls, text)
        self.media = list(media)
        self.timed_out = timed_out
        self.cancelled = cancelled
        return self

    def __await__(self) -> Generator[Any, None, Answer]:
        yield from ()
        return self


class User:
    """Who fired the handler; `id` is '' where nobody did."""

    __slots__ = ("id", "name", "avatar", "admin")

    def __init__(self, context: Mapping[str, Any]) -> None:
        self.id: str = context.get("userID") or ""
        self.name: str = context.get("userName") or ""
        self.avatar: str = context.get("userAvatarUrl") or ""
        self.admin: bool = bool(context.get("isAdmin"))

    def __str__(self) -> str:
        return self.name or self.id


class Chat:
    """Where it happened. `id` is the group's, '' in a private chat."""

    __slots__ = ("im", "account", "id", "name")

    def __init__(self, context: Mapping[str, Any]) -> None:
        self.im: str = context.get("imType") or ""
        self.account: str = context.get("accountID") or ""
        self.id: str = context.get("chatID") or ""
        self.name: str = context.get("chatName") or ""

    @property
    def private(self) -> bool:
        """Whether it is a chat with one person."""
        return not self.id


class Event:
    """What has happened, and the way to answer it."""

    def __init__(self) -> None:
        run = _host.run()
        context: Dict[str, Any] = run.context
        self._context = context
        #: What was said, '' where nothing was.
        self.text: str = context.get("message") or ""
        self.message_id: str = context.get("messageID") or ""
        #: What the rule has captured, in order.
        self.params: List[str] = context.get("params") or []
        #: Pictures, recordings, videos and files of the message.
        self.media: List[Dict[str, Any]] = context.get("mediaItems") or []
        #: The name and the data of an event of the platform.
        self.type: str = context.get("eventType") or ""
        self.data: Dict[str, Any] = context.get("eventData") or {}
        self.user = User(context)
        self.chat = Chat(context)

    @property
    def im(self) -> str:
        """The IM type, `fake` in a scheduled run."""
        return self.chat.im

    @property
    def sender(self) -> middleware.Sender:
        """The same as scripts have it, for what has no name here."""
        return middleware.Sender(_host.run().id)

    def reply(
        self,
        text: object = "",
        *,
        markdown: Optional[str] = None,
        image: Optional[str] = None,
        voice: Optional[str] = None,
        video: Optional[str] = None,
        file: Optional[str] = None,
        items: Optional[Sequence[Mapping[str, Any]]] = None,
        options: Optional[Mapping[str, Any]] = None,
    ) -> Receipt:
        """Answers in the chat: with text, or with what is named. What cannot be sent gives a receipt that is false."""
        kind, payload = _payload(text, markdown, image, voice, video, file, items, "text")
        if kind not in ("text", "markdown"):
            payload["options"] = options
        return Receipt(_host.call("reply", dict(payload, kind=kind)))

    def ask(
        self,
        question: object = "",
        *,
        timeout: float = 60,
        choices: Sequence[str] = (),
        check: Optional[Callable[[str], object]] = None,
        cancel: Sequence[str] = (),
        anybody: bool = False,
    ) -> Answer:
        """Says the question and waits for the next message of the same person here, or of anybody.

        With choices, which are shown with numbers, the answer is one of them, told by its number or its words. `check` gets what was said;
        where it gives False or raises ValueError, its words are said and the question again. One of the words of `cancel` calls it off.
        """
        put = (_said(question), timeout, list(choices), check, [word.casefold() for word in cancel], anybody)
        if _host.others_go_on():
            return cast(Answer, _host.later(lambda: _ask(*put)))
        return _ask(*put)

    def pass_on(self) -> None:
        """Lets what matches after this handler have the message, too."""
        _host.call("continue", {})


def _said(value: object) -> str:
    return value if isinstance(value, str) else str(value)


def _payload(
    text: object,
    markdown: Optional[str],
    image: Optional[str],
    voice: Optional[str],
    video: Optional[str],
    file: Optional[str],
    items: Optional[Sequence[Mapping[str, Any]]],
    words: str,
) -> Tuple[str, Dict[str, Any]]:
    """The kind of what is said, and it; `words` is what the call names its text."""
    if markdown is not None:
        return "markdown", {words: markdown}
    for kind, source in (("image", image), ("voice", voice), ("video", video), ("file", file)):
        if source is not None:
            return kind, {"source": source}
    if items is not None:
        return "mixed", {"items": list(items)}
    return "text", {words: _said(text)}


def _ask(
    question: str, timeout: float, choices: List[str], check: Optional[Callable[[str], object]], cancel: List[str], anybody: bool
) -> Answer:
    shown = "\n".join([question] * bool(question) + ["%d. %s" % (number, choice) for number, choice in enumerate(choices, 1)])
    put = shown
    for _ in range(_TRIES):
        if put:
            _host.call("reply", {"kind": "text", "text": put})
        said = _host.call("listen", {"wait": int(timeout * 1000), "recall": None, "scope": "group" if anybody else ""})
        if not isinstance(said, dict) or said.get("timeout"):
            return Answer(timed_out=True)
        answer = Answer(said.get("text") or "", said.get("media_items") or [])
        if answer.strip().casefold() in cancel:
            return Answer(cancelled=True)
        if choices:
            chosen = _chosen(answer, choices)
            if chosen is not None:
                return Answer(chosen, answer.media)
            put = shown
            continue
        try:
            if check is None or check(str(answer)) is not False:
                return answer
            put = shown
        except ValueError as reason:
            put = "\n".join(part for part in (str(reason), shown) if part)
    return Answer(cancelled=True)


def _chosen(answer: str, choices: List[str]) -> Optional[str]:
    said = answer.strip()
    if said.isdigit() and 0 < int(said) <= len(choices):
        return choices[int(said) - 1]
    return next((choice for choice in choices if choice.casefold() == said.casefold()), None)


def push(
    im: str,
    *,
    group: object = "",
    user: object = "",
    text: object = "",
    title: str = "",
    image: Optional[str] = None,
    voice: Optional[str] = None,
    video: Optional[str] = None,
    file: Optional[str] = None,
    items: Optional[Sequence[Mapping[str, Any]]] = None,
    account: str = "",
    options: Optional[Mapping[str, Any]] = None,
    timeout: Optional[float] = None,
) -> Receipt:
    """Sends to a group or a person without being asked; the receipt says who spoke, or why nobody did.

    Raises where the request is wrong or the platform reported an error. `options`: `queue`, `ttl`, `failover`, `strict`.
    """
    kind, payload = _payload(text, None, image, voice, video, file, items, "content")
    chosen = dict(options or {})
    if account:
        chosen["account_id"] = account
    result = _host.call(
        "push",
        dict(
            payload,
            kind=kind,
            imType=im,
            groupCode=_said(group),
            userID=_said(user),
            title=title,
            options=chosen or None,
            timeout=None if timeout is None else int(timeout * 1000),
        ),
    )
    if not isinstance(result, dict):
        return Receipt({"sent": result})
    return Receipt(dict(result.get("receipt") or {}, sent=result.get("sent")))
