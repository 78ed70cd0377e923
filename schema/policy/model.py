"""The base of every policy model: frozen, no unknown keys, lists kept as tuples; and texts in two languages."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class PolicyModel(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Bilingual(PolicyModel):
    zh: str
    en: str
