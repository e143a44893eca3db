"""Qinglong panels for plugins, over their Open API."""

from typing import Any, List, Optional, Union

from botyard_worker.panel import ContainerError as ContainerError
from botyard_worker.panel import Panel, _Entry, _Ids

class Qinglong(Panel):
    """A container: `Qinglong(host, client_id, client_secret)`, or with one entry of `containers()`; without any the first."""

    @classmethod
    def of(cls, wanted: Union[int, str]) -> "Qinglong":
        """The container of the host's list with this id or name."""
    def addEnv(self, name: str, value: str, remarks: str = "") -> _Entry:
        """Adds one environment and returns it."""
    def updateEnv(self, id: Union[int, str], name: str, value: str, remarks: Optional[str] = None) -> Any:
        """Gives an environment another name and value, and a remark if one is given."""

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
