"""A column of a delivery as a card names it, and how its values are read."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, model_validator

from connectors.card.model import Model, Text, Texts


class Column(Model):
    """Where a value comes from: a column (with other names it goes by), the first filled of several, or a constant."""

    field: Texts = ()
    """The column's name, then synonyms; the first that the header has is read."""
    first: tuple[Texts, ...] = ()
    """Several columns, each with synonyms: the first that is filled counts."""
    const: Text | bool | None = None
    scope: Literal["division", "month", "batch"] | None = None
    """Not a column: the row's scope."""
    codes: str | dict[Text, Text | bool | None] | None = None
    """Label to code: a map, or the name of a table in ``schema/catalogue/codes``."""
    otherwise: Literal["reject", "none", "keep"] = "reject"
    """A label outside ``codes`` or an unreadable value: reject the row, leave the field empty (and count it), or keep
    the label itself."""
    unit: Literal["元", "万元", "分"] = "元"
    empty: Texts = ()
    """Texts that mean an empty cell (``无``, ``9999-12-31``)."""
    default: Text | bool | None = None
    """The value of an empty cell."""
    until: Literal["included", "excluded"] = "excluded"
    """Whether a last day is itself covered; records always keep the day after."""
    width: int | None = Field(default=None, ge=1, le=64)
    """Characters of a number: digits that are fewer have lost leading zeros and get them back. Said once, it holds
    wherever the stream reads the column as a key."""
    optional: bool = False
    """The header may lack this column."""

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: Any) -> Any:
        """``姓名`` or ``[姓名, 名字]`` for ``{field: …}``."""
        return {"field": value} if isinstance(value, str | list | tuple) else value

    @model_validator(mode="after")
    def _one_origin(self) -> Column:
        given = [bool(self.field), bool(self.first), self.const is not None, self.scope is not None]
        if sum(given) != 1:
            raise ValueError("exactly one of field, first, const and scope")
        return self

    @property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """The columns it reads, each with its synonyms."""
        return self.first or ((self.field,) if self.field else ())
