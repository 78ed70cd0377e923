"""A field with a resolver and a description: strawberry's own decorator loses the types when it is given arguments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import strawberry
from strawberry.permission import BasePermission
from strawberry.types.field import StrawberryField


def described(text: str, *permissions: type[BasePermission]) -> Callable[[Callable[..., Any]], StrawberryField]:
    """Its description and its permission."""

    def decorate(resolver: Callable[..., Any]) -> StrawberryField:
        return strawberry.field(resolver, description=text, permission_classes=list(permissions))

    return decorate
