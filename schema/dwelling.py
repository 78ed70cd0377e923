"""Where a home lives and in what state the house is; (:Person)-[:LIVES_IN]->(:Dwelling)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from schema.code import Code
from schema.dated import Dated
from schema.message import Message
from schema.record import Subject
from schema.values.area import Area


class Safety(Code):
    """Grade of the appraisal: A and B are safe, C is to be repaired, D to be rebuilt; 无房 has none."""

    A = "A", "A级", "grade A"
    B = "B", "B级", "grade B"
    C = "C", "C级危房", "grade C, partly dangerous"
    D = "D", "D级危房", "grade D, dangerous as a whole"
    NONE = "none", "无房", "no house"


class Setting(Code):
    """城镇, 农村."""

    URBAN = "urban", "城镇", "urban"
    RURAL = "rural", "农村", "rural"


class Dwelling(Dated):
    """One row of a housing register, about the head of a home."""

    NAME: ClassVar[str] = "dwelling"
    LIST: ClassVar[str] = "dwellings"
    TITLE: ClassVar[Message] = Message("住房", "dwelling")
    TITLES: ClassVar[Mapping[str, str]] = {
        **Dated.TITLES,
        "safety": "危房等级",
        "setting": "城乡",
        "area_per_head": "人均面积（㎡）",
    }
    LABEL: ClassVar[str] = "Dwelling"
    VERB: ClassVar[str] = "LIVES_IN"
    SUBJECTS: ClassVar[tuple[Subject, ...]] = (Subject.PERSON,)
    TOPIC: ClassVar[str | None] = "dwelling"

    safety: Safety | None = None
    setting: Setting
    area_per_head: Annotated[int, Area] | None = None
