"""A source is switched off in the home's settings or by a card that replaces it, and on again."""

from __future__ import annotations

from pathlib import Path

import pytest

from connectors.registry import SHIPPED
from hub.plugged import plugged_in, switch
from hub.settings import Settings
from schema.errors import CallerError


def home(tmp_path: Path) -> Settings:
    return Settings.load(tmp_path, {})


def test_a_source_that_is_switched_off_is_listed_but_not_asked(tmp_path: Path) -> None:
    assert switch(home(tmp_path), "minzheng_temporary", on=False)
    plugged = plugged_in(home(tmp_path))
    assert "minzheng_temporary" not in {card.source for card in plugged.cards}
    assert "minzheng_temporary" in {card.source for card in plugged.every}
    assert set(plugged.off) == {"minzheng_temporary"}
    assert switch(home(tmp_path), "minzheng_temporary", on=True)
    assert plugged_in(home(tmp_path)).off == {}


def test_switching_what_is_so_already_changes_nothing(tmp_path: Path) -> None:
    assert not switch(home(tmp_path), "minzheng_temporary", on=True)
    assert not (tmp_path / "settings.yml").exists()


@pytest.mark.parametrize(
    "before",
    [
        "# ours\nheap_mb: 512\n",
        "heap_mb: 512\ndisabled: [minzheng_elder]\n# the end\n",
        "disabled:\n  - minzheng_elder\nheap_mb: 512\n",
        "heap_mb: 512\ndisabled: [minzheng_elder]",
        "heap_mb: 512",
    ],
)
def test_the_rest_of_the_settings_stays_as_it_was_written(tmp_path: Path, before: str) -> None:
    path = tmp_path / "settings.yml"
    path.write_text(before, encoding="utf-8")
    had = set(home(tmp_path).disabled)
    assert switch(home(tmp_path), "minzheng_temporary", on=False)
    settings = home(tmp_path)
    assert set(settings.disabled) == had | {"minzheng_temporary"}
    assert settings.heap_mb == 512
    text = path.read_text(encoding="utf-8")
    assert all(line in text for line in before.splitlines() if line.startswith("#"))
    assert text.count("disabled:") == 1


def test_a_card_that_replaces_another_switches_it_off(tmp_path: Path) -> None:
    folder = tmp_path / "sources"
    folder.mkdir()
    text = (SHIPPED / "minzheng_temporary.yml").read_text(encoding="utf-8")
    own = text.replace("source: minzheng_temporary", "source: platform_temporary\nreplaces: minzheng_temporary")
    (folder / "own.yml").write_text(own, encoding="utf-8")
    plugged = plugged_in(home(tmp_path))
    assert str(plugged.off["minzheng_temporary"]) == "replaced by platform_temporary"
    with pytest.raises(CallerError, match="switch that one off first"):
        switch(home(tmp_path), "minzheng_temporary", on=True)
    switch(home(tmp_path), "platform_temporary", on=False)
    assert set(plugged_in(home(tmp_path)).off) == {"platform_temporary"}


def test_refuses_a_source_that_is_not_there_and_names_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(CallerError, match="there is no source minzheng; there are caizheng_payroll, caizheng_yikatong"):
        switch(home(tmp_path), "minzheng", on=False)
