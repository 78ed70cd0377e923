"""Base of every part of a card: frozen, without unknown fields, and with short forms for YAML."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict


def listed(value: Any) -> Any:
    """One text instead of a list."""
    return (value,) if isinstance(value, str) else value


def one_or_more(value: Any) -> Any:
    """One mapping instead of a list."""
    return (value,) if isinstance(value, dict) else value


def _text(value: Any) -> Any:
    """YAML reads ``1`` and ``yes`` as other types than text; a label of a card is always text."""
    if isinstance(value, bool):
        return value
    return str(value) if isinstance(value, int | float) else value


def _topics(value: Any) -> Any:
    """``{payment: [job_post], benefit: elder_age}`` beside ``payment:job_post``: topics as flat texts."""
    found: list[Any] = []
    for part in value if isinstance(value, list | tuple) else [value]:
        if isinstance(part, dict):
            for family, codes in part.items():
                found += [f"{family}:{code}" for code in (codes if isinstance(codes, list) else [codes])]
        else:
            found.append(part)
    return tuple(found)


Text = Annotated[str, BeforeValidator(_text)]
Topics = Annotated[tuple[str, ...], BeforeValidator(_topics)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(listed)]


class Model(BaseModel):
    """Frozen, and no unknown fields: a misspelt word in a card is an error, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid")


M = TypeVar("M", bound=Model)


def own(part: Model, model: type[M]) -> M:
    """A card or stream as its kind's own. Raises TypeError for one of another kind."""
    if not isinstance(part, model):
        raise TypeError(f"a {type(part).__name__} is no {model.__name__}")
    return part
