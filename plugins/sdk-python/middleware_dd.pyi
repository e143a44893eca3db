"""DaiDai panels for plugins: as `middleware_ql` for Qinglong."""

from typing import Any, List, Optional, Union

from botyard_worker.panel import ContainerError as ContainerError
from botyard_worker.panel import Panel, _Entry

class DaiDai(Panel):
    """A container: `DaiDai(host, app_key, app_secret)`, or with one entry of `containers()`; without any the first."""

    @classmethod
    def of(cls, wanted: Union[int, str]) -> "DaiDai":
        """The container of the host's list with this id or name."""
    def addEnv(self, name: str, value: str, remarks: str = "", group: str = "") -> _Entry:
        """Adds one environment and returns it."""
    def updateEnv(self, id: Union[int, str], name: str, value: str, remarks: Optional[str] = None, group: Optional[str] = None) -> Any:
        """Gives an environment another name and value, and a remark and a group if they are given."""

def containers() -> List[_Entry]:
    """The DaiDai containers of the host's list."""
