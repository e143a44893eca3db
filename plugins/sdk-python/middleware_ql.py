"""Qinglong panels for plugins, over their Open API.

    import middleware_ql

    panel = middleware_ql.Qinglong.of("home")      # by its id or name in the host's list; Qinglong() takes the first
    panel.addEnv("JD_COOKIE", "pt_key=…", "of Ann")
    for env in panel.getEnvs("JD_COOKIE"):
        print(env["id"], env["name"], env["value"])

Every method returns what the panel answers as `data` and raises `ContainerError` with a sentence otherwise. Ids are numbers
or text, one or a list. The token is kept until it ends, and asked for once more when the panel does not know it.
"""

import time as _time

from botyard_worker.panel import ContainerError, Panel, id_of, ids_of, part_of

__all__ = ["Qinglong", "ContainerError", "containers", "QL_API", "Env"]


class Qinglong(Panel):
    """A container: `Qinglong(host, client_id, client_secret)`, or with one entry of `containers()`."""

    KIND = "Qinglong"
    BUCKET = "qls"

    def _log_in(self):
        query = {"client_id": self.client_id, "client_secret": self.client_secret}
        status, answer = self._send("GET", "/open/auth/token", query)
        answer = answer if isinstance(answer, dict) else {}
        data = answer.get("data")
        if answer.get("code") != 200 or not isinstance(data, dict) or not data.get("token"):
            raise self._refused(self._reason(answer) or "HTTP %d" % status, answer.get("code") or status)
        ends = data.get("expiration")
        return str(data["token"]), ends if isinstance(ends, (int, float)) else _time.time() + 3600

    def _unknown(self, status, answer):
        return status == 401 or (isinstance(answer, dict) and answer.get("code") == 401)

    def _data(self, status, answer, what):
        if isinstance(answer, dict) and answer.get("code") == 200:
            return answer.get("data")
        code = answer.get("code") if isinstance(answer, dict) else None
        raise self._failed(what, code or status, answer)

    # ---- environments

    def getEnvs(self, search=""):
        """The environments whose name, value or remark holds `search`."""
        return self.call("GET", "/open/envs", {"searchValue": search}) or []

    def addEnvs(self, envs):
        """Adds environments: `{"name", "value", "remarks"}`, one or a list."""
        return self.call("POST", "/open/envs", None, envs if isinstance(envs, list) else [envs])

    def addEnv(self, name, value, remarks=""):
        """Adds one environment and returns it."""
        added = self.addEnvs({"name": name, "value": value, "remarks": remarks})
        return added[0] if isinstance(added, list) and added else added

    def updateEnv(self, id, name, value, remarks=None):
        """Gives an environment another name and value, and a remark if one is given."""
        number = id_of(id)
        env = {"id" if isinstance(number, int) else "_id": number, "name": name, "value": value}
        if remarks is not None:
            env["remarks"] = remarks
        return self.call("PUT", "/open/envs", None, env)

    def enableEnvs(self, ids):
        """Turns environments on."""
        return self.call("PUT", "/open/envs/enable", None, ids_of(ids))

    def disableEnvs(self, ids):
        """Turns environments off."""
        return self.call("PUT", "/open/envs/disable", None, ids_of(ids))

    def deleteEnvs(self, ids):
        """Deletes environments."""
        return self.call("DELETE", "/open/envs", None, ids_of(ids))

    # ---- tasks

    def getTasks(self, search=""):
        """The tasks whose name or command holds `search`."""
        data = self.call("GET", "/open/crons", {"searchValue": search})
        return (data.get("data") if isinstance(data, dict) else data) or []

    def runTasks(self, ids):
        """Runs tasks now."""
        return self.call("PUT", "/open/crons/run", None, ids_of(ids))

    def stopTasks(self, ids):
        """Stops running tasks."""
        return self.call("PUT", "/open/crons/stop", None, ids_of(ids))

    def getTaskLog(self, id):
        """The log of a task's last run."""
        return self.call("GET", "/open/crons/%s/log" % part_of(id)) or ""


def containers():
    """The Qinglong containers of the host's list."""
    return Qinglong.containers()


class QL_API(Qinglong):
    """As scripts for older hosts log in: `QL_API(url, client_id, client_secret).get_token()`, None when they are not let in."""

    @property
    def url(self):
        return self.host

    def get_token(self):
        try:
            return self.token()
        except ContainerError as failure:
            print(failure)
            return None


class Env:
    """As scripts for older hosts work with environments: `Env(token, url)`. Answers are the panel's own, with `code`."""

    def __init__(self, token, url):
        self.token = token
        self._panel = Qinglong(url)

    def _ask(self, method, path, query=None, body=None):
        return self._panel._send(method, path, query, body, self.token)[1]

    def get_env_list(self, search=""):
        return self._ask("GET", "/open/envs", {"searchValue": search})

    def create_variable(self, name, value, remarks=""):
        return self._ask("POST", "/open/envs", None, [{"name": name, "value": value, "remarks": remarks}])

    def update_variable(self, id, name, value, remarks=""):
        number = id_of(id)
        env = {"id" if isinstance(number, int) else "_id": number, "name": name, "value": value, "remarks": remarks}
        return self._ask("PUT", "/open/envs", None, env)

    update_varible = update_variable

    def enable_variable(self, ids):
        return self._ask("PUT", "/open/envs/enable", None, ids_of(ids))

    def disable_variable(self, ids):
        return self._ask("PUT", "/open/envs/disable", None, ids_of(ids))

    def delete_variable(self, ids):
        return self._ask("DELETE", "/open/envs", None, ids_of(ids))
