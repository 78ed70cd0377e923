"""Reads the bearer token of a request; missing or invalid tokens authenticate as anonymous."""

from __future__ import annotations

from starlette.authentication import AuthCredentials, AuthenticationBackend, BaseUser, UnauthenticatedUser
from starlette.requests import HTTPConnection

from hub.auth.tokens import TokenError, verify
from hub.auth.viewer import Viewer
from hub.keys import Keys


class ViewerUser(BaseUser):
    """A viewer as starlette's authentication knows users."""

    def __init__(self, viewer: Viewer) -> None:
        self.viewer = viewer

    @property
    def is_authenticated(self) -> bool:
        return True

    @property
    def display_name(self) -> str:
        return self.viewer.name

    @property
    def identity(self) -> str:
        return self.viewer.name


class Refused(UnauthenticatedUser):
    """Anonymous; ``reason`` is why the token was refused, or ``missing``."""

    def __init__(self, reason: str) -> None:
        self.reason = reason


class BearerBackend(AuthenticationBackend):
    """``Authorization: Bearer <token>``; never a cookie, never a query parameter."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys

    async def authenticate(self, conn: HTTPConnection) -> tuple[AuthCredentials, BaseUser]:
        scheme, _, token = conn.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return AuthCredentials(), Refused("missing")
        try:
            viewer = verify(self._keys, token.strip())
        except TokenError as error:
            return AuthCredentials(), Refused(error.reason)
        return AuthCredentials([viewer.role.value]), ViewerUser(viewer)
