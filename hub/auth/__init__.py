"""Authentication: bearer tokens and the viewers that they identify."""

from __future__ import annotations

from hub.auth.tokens import TokenError, issue, verify
from hub.auth.viewer import Role, Viewer

__all__ = ["Role", "TokenError", "Viewer", "issue", "verify"]
