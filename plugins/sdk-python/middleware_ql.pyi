"""Qinglong panels for plugins, over their Open API."""

from typing import Any, Dict, List, Optional, Union

_Ids = Union[int, str, List[Union[int, str]]]
_Entry = Dict[str, Any]

class ContainerError(Exception):
    """A container could not be asked, or refuses. `code` is its own code or the HTTP status, 0 when it gave no answer."""

    code: int
    def __init__(self, message: str, code: int = 0) -> None: ...

class Qinglong:
    """A container: `Qinglong(host, client_id, client_secret)`, or with one entry of `containers()`; without any the first."""

    KIND: str
    BUCKET: str
    host: str
    client_id: str
    client_secret: str
    name: str
    timeout: float
    def __init__(
        self, host: Union[str, _Entry] = "", client_id: str = "", client_secret: str = "", name: str = "", timeout: float = 15
    ) -> None: ...
    @classmethod
    def of(cls, wanted: Union[int, str]) -> "Qinglong":
        """The container of the host's list with this id or name."""
    @classmethod
    def containers(cls) -> List[_Entry]:
        """What the host's list holds of this kind: `id`, `name`, `host`, `client_id`, `client_secret`."""
    def token(self, fresh: bool = False) -> str:
        """The token of the login, kept until it ends; `fresh` asks for another one."""
    def call(self, method: str, path: str, query: Optional[_Entry] = None, body: Any = None) -> Any:
        """Any call of the panel's Open API; what it answers as data. A login that has run out is renewed once."""
    def getEnvs(self, search: str = "") -> List[_Entry]:
        """The environments whose name, value or remark holds `search`."""
    def addEnvs(self, envs: Union[_Entry, List[_Entry]]) -> List[_Entry]:
        """Adds environments: `{"name", "value", "remarks"}`, one or a list."""
    def addEnv(self, name: str, value: str, remarks: str = "") -> _Entry:
        """Adds one environment and returns it."""
    def updateEnv(self, id: Union[int, str], name: str, value: str, remarks: Optional[str] = None) -> Any:
        """Gives an environment another name and value, and a remark if one is given."""
    def enableEnvs(self, ids: _Ids) -> Any:
        """Turns environments on."""
    def disableEnvs(self, ids: _Ids) -> Any:
        """Turns environments off."""
    def deleteEnvs(self, ids: _Ids) -> Any:
        """Deletes environments."""
    def getTasks(self, search: str = "") -> List[_Entry]:
        """The tasks whose name or command holds `search`."""
    def runTasks(self, ids: _Ids) -> Any:
        """Runs tasks now."""
    def stopTasks(self, ids: _Ids) -> Any:
        """Stops running tasks."""
    def getTaskLog(self, id: Union[int, str]) -> str:
        """The log of a task's last run."""

def containers() -> List[_Entry]:
    """The Qinglong containers of the host's list."""

class QL_API(Qinglong):
    """As scripts for older hosts log in: `QL_API(url, client_id, client_secret).get_token()`, None when they are not let in."""

    @property
    def url(self) -> str: ...
    def get_token(self) -> Optional[str]: ...

class Env:
    """As scripts for older hosts work with environments: `Env(token, url)`. Answers are the panel's own, with `code`."""

    token: str
    def __init__(self, token: str, url: str) -> None: ...
    def get_env_list(self, search: str = "") -> _Entry: ...
    def create_variable(self, name: str, value: str, remarks: str = "") -> _Entry: ...
    def update_variable(self, id: Union[int, str], name: str, value: str, remarks: str = "") -> _Entry: ...
    def update_varible(self, id: Union[int, str], name: str, value: str, remarks: str = "") -> _Entry: ...
    def enable_variable(self, ids: _Ids) -> _Entry: ...
    def disable_variable(self, ids: _Ids) -> _Entry: ...
    def delete_variable(self, ids: _Ids) -> _Entry: ...
