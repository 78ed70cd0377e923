"""Development tokens: a viewer, signed with the home's own token key, for a limited time.

``a1.<claims>.<signature>``, both base64url without padding. The algorithm is HMAC-SHA256 and nothing else: the token
does not name it, so a client cannot choose another. Only the signature is secret.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import secrets
import time
from collections.abc import Callable

import orjson

from hub.auth.viewer import Role, Viewer
from hub.keys import Keys
from schema.errors import CallerError
from schema.message import Message

PREFIX = "a1"
MAX_LENGTH = 4096
MAX_DAYS = 366
_CONTEXT = b"aidchain token a1\x00"


class TokenError(CallerError):
    """``reason``: malformed, forged, expired or early. The token itself is never repeated."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"the token is {reason}; make one with `aidchain token`")


def issue(keys: Keys, viewer: Viewer, *, seconds: int = 12 * 3600, now: Callable[[], float] = time.time) -> str:
    """A token for the viewer that ends after ``seconds`` (at most a year)."""
    if not 0 < seconds <= MAX_DAYS * 86400:
        raise CallerError(
            Message(f"令牌有效期为 1 秒至 {MAX_DAYS} 天", f"a token lasts from a second to {MAX_DAYS} days")
        )
    issued = int(now())
    claims = {
        "sub": viewer.name,
        "role": viewer.role.value,
        "divisions": list(viewer.divisions),
        "purpose": viewer.purpose,
        "iat": issued,
        "exp": issued + seconds,
        "jti": secrets.token_hex(8),
    }
    body = f"{PREFIX}.{_encode(orjson.dumps(claims))}"
    return f"{body}.{_encode(_sign(keys, body))}"


def verify(keys: Keys, token: str, *, now: Callable[[], float] = time.time) -> Viewer:
    """The viewer of a token. Raises ``TokenError``."""
    parts = token.split(".")
    if len(token) > MAX_LENGTH or len(parts) != 3 or parts[0] != PREFIX:
        raise TokenError("malformed")
    signature = _decode(parts[2])
    if not hmac.compare_digest(signature, _sign(keys, f"{parts[0]}.{parts[1]}")):
        raise TokenError("forged")
    try:
        claims = orjson.loads(_decode(parts[1]))
        viewer = Viewer(
            name=claims["sub"],
            role=Role(claims["role"]),
            divisions=tuple(claims["divisions"]),
            purpose=claims["purpose"],
        )
        issued, expires = int(claims["iat"]), int(claims["exp"])
    except (ValueError, KeyError, TypeError, AttributeError, CallerError):
        raise TokenError("malformed") from None
    if now() >= expires:
        raise TokenError("expired")
    if now() < issued - 60:
        raise TokenError("early")
    return viewer


def _sign(keys: Keys, body: str) -> bytes:
    return hmac.digest(keys.token, _CONTEXT + body.encode(), "sha256")


def _encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _decode(text: str) -> bytes:
    """Canonical base64url only: one token has one spelling."""
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise TokenError("malformed") from None
    if _encode(data) != text:
        raise TokenError("malformed")
    return data
