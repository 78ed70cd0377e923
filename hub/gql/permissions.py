"""Permissions, declared on the field that they guard."""

from __future__ import annotations

from typing import Any

from strawberry import Info
from strawberry.permission import BasePermission

from hub.gql.context import Context
from hub.gql.errors import FORBIDDEN


class SeesPeople(BasePermission):
    """A steward sees how the hub is fed, and no people."""

    message = "this role sees no people"
    error_extensions = {"code": FORBIDDEN}

    def has_permission(self, source: Any, info: Info[Context, None], **kwargs: Any) -> bool:
        return info.context.viewer.sees_people
