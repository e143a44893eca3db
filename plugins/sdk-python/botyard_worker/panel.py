"""What Qinglong and DaiDai panels have in common: a login that is renewed, and calls whose errors are sentences."""

import json
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

_LARGEST = 32 << 20
_LONGEST_REASON = 300
_EARLY = 60  # seconds before its end a token is renewed
_MOST_TOKENS = 100
_tokens = {}
_lock = threading.Lock()


class ContainerError(Exception):
    """A container could not be asked, or refuses. `code` is its own code or the HTTP status, 0 when it gave no answer."""

    def __init__(self, message, code=0):
        super().__init__(message)
        self.code = code


class _Straight(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: the token is for this address alone."""

    def redirect_request(self, *_):
        return None


class Panel:
    """One container. Thread-safe."""

    KIND = ""
    BUCKET = ""

    def __init__(self, host="", client_id="", client_secret="", name="", timeout=15):
        if isinstance(host, dict):
            known = host
        elif host:
            known = {"host": host, "client_id": client_id, "client_secret": client_secret}
        else:
            known = self._listed("")
        self.host = str(known.get("host") or "").strip().rstrip("/")
        self.client_id = str(known.get("client_id") or "")
        self.client_secret = str(known.get("client_secret") or "")
        self.name = str(name or known.get("name") or "")
        self.timeout = timeout
        if not self.host.lower().startswith(("http://", "https://")):
            raise ContainerError("The address of %s begins with http:// or https://." % self, 0)

    @classmethod
    def of(cls, wanted):
        """The container of the host's list with this id or name."""
        return cls(cls._listed(str(wanted)))

    @classmethod
    def containers(cls):
        """What the host's list holds of this kind: `id`, `name`, `host`, `client_id`, `client_secret`."""
        import middleware

        found = []
        for key in middleware.bucketAllKeys(cls.BUCKET) or []:
            try:
                entry = json.loads(middleware.bucketGet(cls.BUCKET, key) or "null")
            except ValueError:
                continue
            if isinstance(entry, dict):
                found.append({"id": key, **entry})
        return found

    @classmethod
    def _listed(cls, wanted):
        known = cls.containers()
        for entry in known:
            if wanted in ("", entry["id"], entry.get("name")):
                return entry
        names = ", ".join(str(entry["id"]) for entry in known)
        raise ContainerError(
            "There is no %s container%s; %s."
            % (
                cls.KIND,
                " '%s'" % wanted if wanted else "",
                "known are " + names if names else "add one in the console, under Containers, or in containers.yaml",
            )
        )

    def __str__(self):
        address = urllib.parse.urlsplit(self.host)
        shown = urllib.parse.urlunsplit((address.scheme, address.netloc.rpartition("@")[2], address.path, "", ""))
        return "%s %s" % (self.KIND, "'%s' (%s)" % (self.name, shown) if self.name else shown)

    __repr__ = __str__

    # ---- login

    def token(self, fresh=False):
        """The token of the login, kept until it ends; `fresh` asks for another one."""
        known = (self.KIND, self.host, self.client_id, self.client_secret)
        with _lock:
            token, ends = _tokens.get(known, ("", 0))
        if token and not fresh and time.time() < ends - _EARLY:
            return token
        token, ends = self._log_in()
        with _lock:
            if len(_tokens) >= _MOST_TOKENS:
                _tokens.clear()
            _tokens[known] = (token, ends)
        return token

    def _log_in(self):
        raise NotImplementedError

    def _refused(self, reason, code):
        return ContainerError(
            "%s does not let this host in: %s. Look at its address, client_id and client_secret." % (self, self._clean(reason)), code
        )

    # ---- calls

    def call(self, method, path, query=None, body=None):
        """Any call of the panel's Open API; what it answers as data. A login that has run out is renewed once."""
        token = self.token()
        status, answer = self._send(method, path, query, body, token)
        if self._unknown(status, answer):
            token = self.token(fresh=True)
            status, answer = self._send(method, path, query, body, token)
        return self._data(status, answer, method.upper() + " " + path)

    def _unknown(self, status, answer):
        return status == 401

    def _data(self, status, answer, what):
        raise NotImplementedError

    def _failed(self, what, code, answer):
        reason = self._reason(answer)
        return ContainerError(
            "%s answers %s with %s%s." % (self, what, code, ": " + self._clean(reason) if reason else ""),
            code if isinstance(code, int) else 0,
        )

    @staticmethod
    def _reason(answer):
        if not isinstance(answer, dict):
            return ""
        for key in ("message", "error", "msg"):
            if isinstance(answer.get(key), str) and answer[key].strip():
                return answer[key]
        return ""

    def _clean(self, text):
        """On one line, shortened, and without what must not be read by others."""
        hidden = [self.client_secret, urllib.parse.quote(self.client_secret, safe="")]
        with _lock:
            hidden += [token for token, _ in _tokens.values()]
        for secret in hidden:
            if secret:
                text = text.replace(secret, "…")
        text = " ".join(text.split()).rstrip(".。")
        return text if len(text) <= _LONGEST_REASON else text[:_LONGEST_REASON] + "…"

    def _send(self, method, path, query=None, body=None, token=""):
        """The status and what the panel says, parsed."""
        what = method.upper() + " " + path
        address = self.host + path
        if query:
            address += "?" + urllib.parse.urlencode({key: value for key, value in query.items() if value is not None})
        headers = {"Accept": "application/json"}
        data = None
        if body is not None:
            data = json.dumps(body, ensure_ascii=False).encode()
            headers["Content-Type"] = "application/json;charset=UTF-8"
        if token:
            headers["Authorization"] = "Bearer " + token
        request = urllib.request.Request(address, data, headers, method=method.upper())
        deadline = time.monotonic() + self.timeout
        try:
            try:
                with urllib.request.build_opener(_Straight).open(request, timeout=self.timeout) as answer:
                    status, text = answer.status, self._read(answer, deadline, what)
            except urllib.error.HTTPError as refusal:
                with refusal:
                    status, text = refusal.code, self._read(refusal, deadline, what)
        except TimeoutError:
            raise self._late(what) from None
        except (OSError, ValueError) as failure:
            reason = getattr(failure, "reason", failure)
            if isinstance(reason, TimeoutError) or "timed out" in str(reason):
                raise self._late(what) from None
            raise ContainerError("%s cannot be reached: %s." % (self, self._clean(str(reason)))) from None
        try:
            return status, json.loads(text)
        except ValueError:
            if status == 401 and token:
                return status, None
            raise ContainerError(
                "%s answers %s with HTTP %d and something that is no JSON; is its address right?" % (self, what, status), status
            ) from None

    def _read(self, answer, deadline, what):
        parts, size = [], 0
        while True:
            part = answer.read1(1 << 16) if hasattr(answer, "read1") else answer.read(1 << 16)
            if not part:
                return b"".join(parts)
            parts.append(part)
            size += len(part)
            if size > _LARGEST:
                raise ContainerError("%s answers %s with more than 32 MiB." % (self, what))
            if time.monotonic() > deadline:
                raise self._late(what)

    def _late(self, what):
        return ContainerError("%s does not answer %s within %s s." % (self, what, self.timeout))


def id_of(value):
    """An id as panels want it: a number where it is one."""
    text = str(value).strip()
    return int(text) if text.isascii() and text.isdigit() else text


def ids_of(values):
    """A list of ids, of one or several."""
    return [id_of(value) for value in (values if isinstance(values, (list, tuple, set)) else [values])]


def part_of(value):
    """An id as a part of a path."""
    return urllib.parse.quote(str(value).strip(), safe="")
