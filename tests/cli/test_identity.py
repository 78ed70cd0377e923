from __future__ import annotations

import io
import re

import pytest

from hub.cli.identity import (
    IdentityNumberGivenError,
    read_number,
    refuse_number,
    refuse_numbers,
    split_key,
    without_numbers,
)
from schema.errors import CallerError, InvalidValueError

NUMBER = "37010219480315001X"


@pytest.mark.parametrize(
    "text",
    [
        NUMBER,
        NUMBER.lower(),
        f"minzheng_dibian:{NUMBER}",
        "370102480315001",
        f"canlian_certificates:{NUMBER}44",
        f"canlian_certificates:{NUMBER}44B1",
        f"jiaoyu_roll:G{NUMBER}",
        "３７０１０２１９４８０３１５００１Ｘ",
    ],
)
def test_refuses_an_identity_number_as_an_argument_and_does_not_repeat_it(text: str) -> None:
    with pytest.raises(IdentityNumberGivenError) as refused:
        refuse_number("--key", text)
    assert "370102" not in str(refused.value)


@pytest.mark.parametrize("text", ["minzheng_dibao:3701020001", "h" + "0123456789abcdef" * 2, None])
def test_lets_other_keys_pass(text: str | None) -> None:
    refuse_number("--key", text)


@pytest.mark.parametrize(
    "text", [NUMBER, f"--source={NUMBER}", "370102480315009", "/data/11010519491231002X.csv", "a:11010519491231002X"]
)
def test_refuses_an_identity_number_anywhere_on_the_command_line(text: str) -> None:
    with pytest.raises(IdentityNumberGivenError) as refused:
        refuse_numbers(["sync", text])
    assert str(refused.value).startswith("argument 2 looks like")
    assert not re.search(r"\d{6}", str(refused.value))


def test_digits_in_the_path_of_a_file_are_no_identity_number() -> None:
    refuse_numbers(["store", "backup", "/backups/202607311200001.gz", "--home", "/tmp/123456789012345678/home"])


def test_a_path_is_told_without_the_number_in_it() -> None:
    assert without_numbers(f"/data/{NUMBER}.csv") == "/data/….csv"


def test_splits_a_key_at_the_first_colon() -> None:
    assert split_key("minzheng_dibao:37:01") == ("minzheng_dibao", "37:01")


@pytest.mark.parametrize("text", ["minzheng_dibao", ":1", "minzheng_dibao:"])
def test_asks_for_both_parts_of_a_key(text: str) -> None:
    with pytest.raises(CallerError, match="SOURCE:KEY"):
        split_key(text)


def test_reads_one_number_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(" 11010519491231002x \n"))
    assert read_number() == "11010519491231002X"


def test_a_wrong_number_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("110105194912310021\n"))
    with pytest.raises(InvalidValueError) as refused:
        read_number()
    assert "19491231" not in str(refused.value)


def test_says_what_to_do_when_nothing_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    with pytest.raises(CallerError, match="--key SOURCE:KEY"):
        read_number()
