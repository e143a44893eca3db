"""The process in which Botyard runs Python plugins.

Started as ``python3 <sdk>/botyard_worker`` with BOTYARD_SOCKET, BOTYARD_TOKEN and BOTYARD_ROLE.
Plugin authors never import this package; they import ``middleware``.
"""

VERSION = "1.0.0"
