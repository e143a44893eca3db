"""Panels for the tests: Qinglong's Open API below `/open`, DaiDai's below `/api`, on a port of their own."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

SECRET = "s3cr&t"


class FakePanel:
    """What it holds and what it was asked. `trouble` names how it misbehaves: `slow`, `500`, `text`, `redirect`."""

    def __init__(self):
        self.envs = []
        self.asked = []
        self.logins = 0
        self.token = ""
        self.expiration = 4_000_000_000
        self.trouble = ""
        self.released = threading.Event()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.server.daemon_threads = True
        self.url = "http://127.0.0.1:%d" % self.server.server_port
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self):
        self.released.set()
        self.server.shutdown()
        self.server.server_close()

    def forget_logins(self):
        """As a panel that was started anew: it knows no token."""
        self.token = ""

    def fresh_token(self):
        self.logins += 1
        self.token = "token-%d" % self.logins
        return self.token

    # ---- Qinglong

    def qinglong(self, method, path, query, body):
        if path == "/open/auth/token":
            if query.get("client_id") != "id" or query.get("client_secret") != SECRET:
                return 200, {"code": 400, "message": "client_id or client_secret %s is wrong" % query.get("client_secret")}
            return 200, {"code": 200, "data": {"token": self.fresh_token(), "token_type": "Bearer", "expiration": self.expiration}}
        if path == "/open/envs" and method == "GET":
            return 200, {"code": 200, "data": self.found(query.get("searchValue", ""))}
        if path == "/open/envs" and method == "POST":
            return 200, {"code": 200, "data": [self.added(env) for env in body]}
        if path == "/open/envs" and method == "PUT":
            return 200, {"code": 200, "data": self.changed(body["id"], body)}
        if path == "/open/envs" and method == "DELETE":
            self.envs = [env for env in self.envs if env["id"] not in body]
            return 200, {"code": 200, "data": None}
        if path in ("/open/envs/enable", "/open/envs/disable"):
            for number in body:
                self.changed(number, {"status": 1 if path.endswith("disable") else 0})
            return 200, {"code": 200}
        if path == "/open/crons":
            return 200, {"code": 200, "data": {"data": [{"id": 5, "name": "sign in"}], "total": 1}}
        if path in ("/open/crons/run", "/open/crons/stop"):
            return 200, {"code": 200}
        if path == "/open/crons/5/log":
            return 200, {"code": 200, "data": "signed in"}
        return 404, {"code": 404, "message": "Not Found"}

    # ---- DaiDai

    def daidai(self, method, path, query, body):
        if path == "/api/open-api/token":
            if body != {"app_key": "id", "app_secret": SECRET}:
                return 401, {"message": "no such credentials"}
            return 200, {"data": {"access_token": self.fresh_token(), "token_type": "Bearer", "expires_in": 86400}}
        if path == "/api/envs" and method == "GET":
            page = int(query.get("page", 1))
            found = self.found(query.get("keyword", ""))
            return 200, {"data": found[(page - 1) * 100 : page * 100], "total": len(found), "page": page}
        if path == "/api/envs" and method == "POST":
            good = [self.added(env) for env in body if env["name"].isidentifier()]
            wrong = ["'%s' is no name" % env["name"] for env in body if not env["name"].isidentifier()]
            return 201, {"data": good[0] if len(good) == 1 and not wrong else good, "errors": wrong}
        parts = path.split("/")
        if path.startswith("/api/envs/") and method == "PUT":
            change = body or {"enabled": parts[-1] == "enable"}
            return 200, {"data": self.changed(int(parts[3]), change)}
        if path.startswith("/api/envs/") and method == "DELETE":
            self.envs = [env for env in self.envs if env["id"] != int(parts[3])]
            return 200, {"message": "gone"}
        if path == "/api/tasks":
            return 200, {"data": [{"id": 5, "name": "sign in"}], "total": 1}
        if path in ("/api/tasks/5/run", "/api/tasks/5/stop"):
            return 200, {"message": "done"}
        if path == "/api/tasks/5/latest-log":
            return 200, {"id": 9, "content": "signed in"}
        return 404, {"message": "not there"}

    # ---- both

    def found(self, word):
        return [env for env in self.envs if word in env["name"] or word in env["value"]]

    def added(self, env):
        kept = dict(env, id=len(self.envs) + 1)
        self.envs.append(kept)
        return kept

    def changed(self, number, more):
        env = next(env for env in self.envs if env["id"] == number)
        env.update(more)
        return env

    def _handler(panel):
        class Handler(BaseHTTPRequestHandler):
            def answer(self):
                address = urlsplit(self.path)
                query = {key: values[0] for key, values in parse_qs(address.query).items()}
                size = int(self.headers.get("Content-Length") or 0)
                body = json.loads(self.rfile.read(size)) if size else None
                panel.asked.append((self.command, address.path, body))
                log_in = address.path in ("/open/auth/token", "/api/open-api/token")
                if panel.trouble and not log_in:
                    self.misbehave()
                elif not log_in and self.headers.get("Authorization") != "Bearer " + panel.token:
                    self.say(401, json.dumps({"code": 401, "message": "jwt malformed"}))
                else:
                    speak = panel.qinglong if address.path.startswith("/open/") else panel.daidai
                    status, answer = speak(self.command, address.path, query, body)
                    self.say(status, json.dumps(answer))

            do_GET = do_POST = do_PUT = do_DELETE = answer

            def misbehave(self):
                if panel.trouble == "slow":
                    panel.released.wait()
                    self.close_connection = True
                elif panel.trouble == "500":
                    self.say(500, json.dumps({"code": 500, "message": "broken by " + self.headers["Authorization"]}))
                elif panel.trouble == "redirect":
                    self.say(302, "", {"Location": panel.url + "/open/envs/elsewhere"})
                else:
                    self.say(200, "<html>nginx</html>")

            def say(self, status, text, headers=None):
                data = text.encode()
                self.send_response(status)
                for name, value in {"Content-Length": str(len(data)), **(headers or {})}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_):
                pass

        return Handler
