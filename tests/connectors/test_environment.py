"""A connection's variables are filled in, and the hub's own settings never are."""

from __future__ import annotations

import pytest

from connectors.environment import HUBS_OWN, expanded
from connectors.kinds.sql_card import DatabaseConnection
from connectors.registry import connector
from schema.errors import CardError
from tests.support.mapped import Cards


def test_a_default_may_name_a_variable(cards: Cards) -> None:
    connection = cards["yibao_cover"].connection
    assert isinstance(connection, DatabaseConnection)
    url = connection.url
    assert expanded(cards["yibao_cover"], url, {"AIDCHAIN_DELIVERIES": "/d"}) == "sqlite:////d/yibao/yibao.sqlite"
    env = {"AIDCHAIN_DELIVERIES": "/d", "AIDCHAIN_YIBAO_URL": "postgresql+psycopg://h/db"}
    assert expanded(cards["yibao_cover"], url, env) == "postgresql+psycopg://h/db"


def test_a_variable_that_is_not_set_is_the_callers_mistake(cards: Cards) -> None:
    with pytest.raises(CardError, match="the environment has no AIDCHAIN_DELIVERIES"):
        connector(cards["minzheng_dibao"], {})


@pytest.mark.parametrize("name", sorted(HUBS_OWN))
@pytest.mark.parametrize("form", ["sqlite:///${NAME}", "sqlite:///${NAME:-x}", "sqlite:///${MISSING:-${NAME}}"])
def test_the_hub_s_own_settings_and_secrets_never_reach_a_source(cards: Cards, name: str, form: str) -> None:
    card, env = cards["yibao_cover"], {name: "secret-word"}
    with pytest.raises(CardError, match=f"{name} is the hub's own") as refused:
        expanded(card, form.replace("NAME", name), env)
    assert "secret-word" not in str(refused.value)
    assert "不能使用" in refused.value.told("zh")
