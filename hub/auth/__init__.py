"""Who asks: bearer tokens, and the viewer they stand for."""

from __future__ import annotations

from hub.auth.tokens import TokenError, issue, verify
from hub.auth.viewer import Role, Viewer

__all__ = ["Role", "TokenError", "Viewer", "issue", "verify"]
