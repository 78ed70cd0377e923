"""Settings: the environment counts before the home's file, that before the defaults; nothing else is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from connectors.environment import HUBS_OWN
from hub.settings import _VARIABLES, Settings
from schema.errors import SettingsError


def test_defaults_lie_under_the_home(tmp_path: Path) -> None:
    settings = Settings.load(tmp_path, {})
    assert settings.home == tmp_path
    assert settings.store == "embedded"
    assert settings.keys_file == tmp_path / "keys.json"
    assert settings.deliveries == tmp_path / "deliveries"
    assert settings.sources == tmp_path / "sources"
    assert settings.heap_mb == 1024


def test_the_home_is_the_argument_then_the_environment_then_dot_aidchain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    environ = {"AIDCHAIN_HOME": str(tmp_path / "b")}
    assert Settings.load(tmp_path / "a", environ).home == tmp_path / "a"
    assert Settings.load(None, environ).home == tmp_path / "b"
    assert Settings.load(None, {}).home == tmp_path / ".aidchain"


def test_the_environment_counts_before_the_file(tmp_path: Path) -> None:
    (tmp_path / "settings.yml").write_text("heap_mb: 512\ndeliveries: in\nstore_user: hub\n", encoding="utf-8")
    settings = Settings.load(tmp_path, {"AIDCHAIN_HEAP_MB": "2048"})
    assert (settings.heap_mb, settings.store_user) == (2048, "hub")
    assert settings.deliveries == tmp_path / "in"


def test_a_relative_path_in_the_environment_is_relative_to_where_the_command_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert Settings.load(tmp_path / "home", {"AIDCHAIN_DELIVERIES": "in"}).deliveries == tmp_path / "in"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("stores: x\n", "setting stores"),
        ("store: http://somewhere\n", "setting store"),
        ("heap_mb: 8\n", "setting heap_mb"),
        ("- a\n", "settings.yml"),
        ("a: [\n", "settings.yml"),
    ],
)
def test_refuses_a_file_that_is_wrong_and_says_where(tmp_path: Path, text: str, place: str) -> None:
    (tmp_path / "settings.yml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        Settings.load(tmp_path, {})
    assert caught.value.place.endswith(place)


def test_a_refused_password_is_not_repeated(tmp_path: Path) -> None:
    (tmp_path / "settings.yml").write_text("store_password: [secret-word]\n", encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        Settings.load(tmp_path, {})
    assert "secret-word" not in str(caught.value)


def test_is_frozen_and_hides_secrets(tmp_path: Path) -> None:
    settings = Settings.load(tmp_path, {"AIDCHAIN_STORE_PASSWORD": "secret-word", "AIDCHAIN_KEYS": "key-word"})
    assert "secret-word" not in repr(settings)
    assert "key-word" not in repr(settings)
    with pytest.raises(ValidationError):
        settings.heap_mb = 5


def test_cards_may_refer_to_the_deliveries_root(tmp_path: Path) -> None:
    assert Settings.load(tmp_path, {}).environment["AIDCHAIN_DELIVERIES"] == str(tmp_path / "deliveries")


def test_cards_are_not_handed_the_hub_s_own_settings_and_secrets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = set(_VARIABLES.values()) - {"AIDCHAIN_DELIVERIES"}
    assert own == HUBS_OWN
    for name in own:
        monkeypatch.setenv(name, "secret-word")
    monkeypatch.setenv("AIDCHAIN_GONGAN_URL", "sqlite:///x")
    environment = Settings.load(tmp_path, {}).environment
    assert "secret-word" not in environment.values()
    assert environment["AIDCHAIN_GONGAN_URL"] == "sqlite:///x"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("heap_mb: many", "设置 heap_mb：不正确；应为：整数"),
        ("heap_mb: 1", "设置 heap_mb：不正确；应为：不小于 256"),
        ("store: http://x", "设置 store：不正确；应为：embedded，或以 bolt:// 或 neo4j:// 开头的地址"),
        ("nonsense: 1", "设置 nonsense：不正确；应为：部署说明里列出的设置"),
        ("[", "不是可读的 YAML；应为：形如 `heap_mb: 2048` 的各行"),
    ],
)
def test_a_wrong_setting_is_told_in_chinese(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "settings.yml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as refused:
        Settings.load(tmp_path, {})
    assert told in refused.value.told("zh")
