"""The API's listening address, bound before any work is done: an unavailable port is reported at once."""

from __future__ import annotations

import errno
import socket

from schema.errors import CallerError
from schema.message import Message

_PRIVILEGED = 1024


class PortError(CallerError):
    """The address cannot be listened on."""

    def __init__(self, host: str, port: int, error: OSError) -> None:
        self.host = host
        self.port = port
        super().__init__(_why(host, port, error))


def listen_on(host: str, port: int) -> socket.socket:
    """A socket bound to the address; port 0 is any free one. Raises ``PortError``."""
    found = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((host, port))
    except OSError as error:
        found.close()
        raise PortError(host, port, error) from error
    return found


def _why(host: str, port: int, error: OSError) -> Message:
    if error.errno == errno.EADDRINUSE:
        return Message(
            f"端口 {port} 已被占用：请用 --port 换一个端口，或先停掉占用它的程序",
            f"port {port} is in use: choose another with --port, or stop the program that uses it",
        )
    if error.errno in (errno.EACCES, errno.EPERM) and port < _PRIVILEGED:
        return Message(
            f"端口 {port} 需要管理员权限：请用 --port 选 1024 以上的端口",
            f"port {port} needs an administrator's rights: choose one from 1024 with --port",
        )
    return Message(
        f"不能在 {host}:{port} 监听：请用 --host 写本机的地址",
        f"{host}:{port} cannot be listened on: give an address of this machine with --host",
    )
