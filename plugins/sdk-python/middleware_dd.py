"""DaiDai panels (呆呆面板) for plugins: as `middleware_ql` for Qinglong, with the same methods.

    import middleware_dd

    panel = middleware_dd.DaiDai.of("home")        # by its id or name in the host's list; DaiDai() takes the first
    panel.addEnv("JD_COOKIE", "pt_key=…", "of Ann")

`client_id` and `client_secret` are the panel's AppKey and AppSecret.
"""

import time as _time

from botyard_worker.panel import ContainerError, Panel, ids_of, part_of

__all__ = ["DaiDai", "ContainerError", "containers"]

_PAGE = 100
_MOST_PAGES = 100


class DaiDai(Panel):
    """A container: `DaiDai(host, app_key, app_secret)`, or with one entry of `containers()`."""

    KIND = "DaiDai"
    BUCKET = "dds"

    def _log_in(self):
        body = {"app_key": self.client_id, "app_secret": self.client_secret}
        status, answer = self._send("POST", "/api/open-api/token", None, body)
        data = answer.get("data") if isinstance(answer, dict) else None
        if status >= 300 or not isinstance(data, dict) or not data.get("access_token"):
            raise self._refused(self._reason(answer) or "HTTP %d" % status, status)
        lasts = data.get("expires_in")
        return str(data["access_token"]), _time.time() + (lasts if isinstance(lasts, (int, float)) else 3600)

    def _data(self, status, answer, what):
        if 200 <= status < 300:
            return answer
        raise self._failed(what, status, answer)

    def _list(self, path, search):
        """All pages of a list; panels that know `all` answer with one."""
        found = []
        for page in range(1, _MOST_PAGES + 1):
            answer = self.call("GET", path, {"keyword": search or None, "all": 1, "page": page, "page_size": _PAGE})
            rows = answer.get("data") if isinstance(answer, dict) else answer
            rows = rows if isinstance(rows, list) else []
            found += rows
            total = answer.get("total") if isinstance(answer, dict) else None
            if not rows or not isinstance(total, int) or len(found) >= total:
                break
        return found

    # ---- environments

    def getEnvs(self, search=""):
        """The environments whose name, value or remark holds `search`."""
        return self._list("/api/envs", search)

    def addEnvs(self, envs):
        """Adds environments: `{"name", "value", "remarks", "group"}`, one or a list."""
        answer = self.call("POST", "/api/envs", None, envs if isinstance(envs, list) else [envs])
        wrong = answer.get("errors") if isinstance(answer, dict) else None
        if wrong:
            raise ContainerError("%s does not take all of that: %s." % (self, self._clean("; ".join(str(one) for one in wrong))), 400)
        added = answer.get("data") if isinstance(answer, dict) else None
        return added if isinstance(added, list) else [added]

    def addEnv(self, name, value, remarks="", group=""):
        """Adds one environment and returns it."""
        env = {"name": name, "value": value, "remarks": remarks}
        if group:
            env["group"] = group
        return self.addEnvs(env)[0]

    def updateEnv(self, id, name, value, remarks=None, group=None):
        """Gives an environment another name and value, and a remark and a group if they are given."""
        env = {"name": name, "value": value}
        env.update({key: given for key, given in (("remarks", remarks), ("group", group)) if given is not None})
        return self.call("PUT", "/api/envs/%s" % part_of(id), None, env).get("data")

    def enableEnvs(self, ids):
        """Turns environments on."""
        self._each("PUT", "/api/envs/%s/enable", ids)

    def disableEnvs(self, ids):
        """Turns environments off."""
        self._each("PUT", "/api/envs/%s/disable", ids)

    def deleteEnvs(self, ids):
        """Deletes environments."""
        self._each("DELETE", "/api/envs/%s", ids)

    # ---- tasks

    def getTasks(self, search=""):
        """The tasks whose name or command holds `search`."""
        return self._list("/api/tasks", search)

    def runTasks(self, ids):
        """Runs tasks now."""
        self._each("PUT", "/api/tasks/%s/run", ids)

    def stopTasks(self, ids):
        """Stops running tasks."""
        self._each("PUT", "/api/tasks/%s/stop", ids)

    def getTaskLog(self, id):
        """The log of a task's last run."""
        answer = self.call("GET", "/api/tasks/%s/latest-log" % part_of(id))
        return (answer.get("content") if isinstance(answer, dict) else "") or ""

    def _each(self, method, path, ids):
        for one in ids_of(ids):
            self.call(method, path % part_of(one))


def containers():
    """The DaiDai containers of the host's list."""
    return DaiDai.containers()
