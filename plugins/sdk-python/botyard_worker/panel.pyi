"""What Qinglong and DaiDai panels have in common."""

from typing import Any, Dict, List, Optional, Union

_Ids = Union[int, str, List[Union[int, str]]]
_Entry = Dict[str, Any]

class ContainerError(Exception):
    """A container could not be asked, or refuses. `code` is its own code or the HTTP status, 0 when it gave no answer."""

    code: int
    def __init__(self, message: str, code: int = 0) -> None: ...

class Panel:
    """A container of either kind."""

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
    def containers(cls) -> List[_Entry]:
        """What the host's list holds of this kind: `id`, `name`, `host`, `client_id`, `client_secret`."""
    def token(self, fresh: bool = False) -> str:
        """The token of the login, kept until it ends; `fresh` asks for another one."""
    def call(self, method: str, path: str, query: Optional[_Entry] = None, body: Any = None) -> Any:
        """Any call of the panel's Open API; what it answers as data. A login that has run out is renewed once."""
    def getEnvs(self, search: str = "") -> List[_Entry]:
        """The environments whose name, value or remark holds `search`."""
    def addEnvs(self, envs: Union[_Entry, List[_Entry]]) -> List[_Entry]:
        """Adds environments: `{"name", "value", "remarks"}`, with DaiDai `group` too, one or a list."""
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

def id_of(value: Union[int, str]) -> Union[int, str]: ...
def ids_of(values: _Ids) -> List[Union[int, str]]: ...
def part_of(value: Union[int, str]) -> str: ...
