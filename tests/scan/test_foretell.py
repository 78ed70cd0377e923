"""A card tells, before it is used, which rules it would make unknown and where."""

from __future__ import annotations

from connectors.card import SourceCard
from connectors.registry import load_cards
from hub.detect.compiled import compile_policy
from hub.detect.coverage import Coverage, StreamInfo
from hub.scan.foretell import foretell, lacking
from schema.policy.policy import load_policy
from schema.values.month import month_index
from schema.values.months import Window


def _cards() -> dict[str, SourceCard]:
    return {card.source: card for card in load_cards()}


def _second_subsidy_list(serves: tuple[str, ...]) -> SourceCard:
    """A county's own list of 两项补贴 beside the province's."""
    card = _cards()["minzheng_liangbu"]
    stream = card.streams[0].model_copy(update={"serves": serves})
    stream._source = "own_liangbu"
    return card.model_copy(update={"source": "own_liangbu", "streams": (stream,)})


def test_a_second_list_of_one_item_makes_its_rules_unknown_where_it_serves() -> None:
    asked = compile_policy(load_policy()).asked()
    told = foretell(_second_subsidy_list(("370102",)), _cards().values(), asked)
    assert [(one.topic, one.rules, one.others, one.divisions) for one in told] == [
        ("benefit:disab_living", ("O03", "O17"), ("minzheng_liangbu.register",), ("370102",)),
        ("benefit:disab_nursing", ("O04", "O18"), ("minzheng_liangbu.register",), ("370102",)),
    ]
    assert "370102" not in told[0].message().zh
    assert "1 个县区将变为未知" in told[0].message().zh


def test_a_card_that_replaces_the_only_one_answers_alone() -> None:
    asked = compile_policy(load_policy()).asked()
    card = _second_subsidy_list(("370102",)).model_copy(update={"replaces": ("minzheng_liangbu",)})
    assert {one.others for one in foretell(card, _cards().values(), asked)} == {()}


def test_lacking_names_the_months_that_others_have_answered() -> None:
    card = _second_subsidy_list(("370102",))
    window = Window(month_index("2026-07"))
    infos = {
        name: StreamInfo(name, "民政", frozenset({"benefit:disab_living"}), ("37",))
        for name in ("minzheng_liangbu.register", "own_liangbu.register")
    }
    june, july = window.bit(month_index("2026-06")), window.bit(month_index("2026-07"))
    covered = {("minzheng_liangbu.register", "370102"): june | july, ("own_liangbu.register", "370102"): june}
    told = lacking(card.streams, Coverage(infos, covered, {}), window, {"benefit:disab_living": frozenset({"O03"})})
    assert [(one.stream, one.divisions, one.months) for one in told] == [
        ("own_liangbu.register", ("370102",), ("2026-07",))
    ]
