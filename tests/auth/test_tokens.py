"""A token says who asks, for which divisions, to what purpose and until when; nobody but the home can make one."""

from __future__ import annotations

import base64

import orjson
import pytest

from hub.auth import Role, TokenError, Viewer, issue, verify
from hub.keys import Keys
from schema.errors import CallerError

KEYS = Keys.generate()
VIEWER = Viewer("li.wei", Role.SUPERVISOR, ("3701", "370202"), "季度核查")


def reason(token: str, now: float = 1_000) -> str:
    with pytest.raises(TokenError) as caught:
        verify(KEYS, token, now=lambda: now)
    assert token not in str(caught.value) or token == ""
    return caught.value.reason


def test_brings_back_the_viewer_until_it_ends() -> None:
    token = issue(KEYS, VIEWER, seconds=60, now=lambda: 1_000)
    assert verify(KEYS, token, now=lambda: 1_000) == VIEWER
    assert verify(KEYS, token, now=lambda: 1_059.9) == VIEWER
    assert reason(token, 1_060) == "expired"
    assert reason(token, 900) == "early"


def test_any_change_of_the_claims_or_the_signature_is_a_forgery() -> None:
    prefix, claims, signature = issue(KEYS, VIEWER, now=lambda: 1_000).split(".")
    told = orjson.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))
    told["role"] = "steward"
    changed = base64.urlsafe_b64encode(orjson.dumps(told)).rstrip(b"=").decode()
    assert reason(f"{prefix}.{changed}.{signature}") == "forged"
    assert reason(f"{prefix}.{claims}.") == "forged"
    assert reason(issue(Keys.generate(), VIEWER, now=lambda: 1_000)) == "forged"


@pytest.mark.parametrize(
    "token",
    ["", "a1", "a1..", "a1.a.b.c", "b1.e30.AAAA", "a1.e30.===", "a1.é.é", "x" * 5000, "eyJhbGciOiJub25lIn0.e30."],
)
def test_what_is_no_token_is_refused(token: str) -> None:
    assert reason(token) in ("malformed", "forged")


def test_a_signature_has_one_spelling() -> None:
    token = issue(KEYS, VIEWER, now=lambda: 1_000)
    # 32 bytes leave two bits of the last character unused: another spelling would decode to the same signature
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    last = alphabet.index(token[-1])
    other = token[:-1] + alphabet[last ^ 1]
    assert reason(other) == "malformed"


@pytest.mark.parametrize("divisions", [(), ("",), ("3",), ("37010",), ("3701021",), ("３７",), ("37", "x")])
def test_a_viewer_answers_for_divisions_of_2_4_or_6_digits(divisions: tuple[str, ...]) -> None:
    with pytest.raises(CallerError):
        Viewer("li", Role.SUPERVISOR, divisions, "test")


@pytest.mark.parametrize(("name", "purpose"), [("", "x"), ("370102194803011230", "x"), ("li", " ")])
def test_a_viewer_has_a_name_that_is_no_number_and_a_purpose(name: str, purpose: str) -> None:
    with pytest.raises(CallerError):
        Viewer(name, Role.STEWARD, ("37",), purpose)


@pytest.mark.parametrize("seconds", [0, -5, 367 * 86400])
def test_a_token_lasts_a_year_at_most(seconds: int) -> None:
    with pytest.raises(CallerError):
        issue(KEYS, VIEWER, seconds=seconds)


def test_a_wish_for_divisions_is_narrowed_to_the_viewer_s() -> None:
    assert VIEWER.narrowed(None) == ["3701", "370202"]
    assert VIEWER.narrowed(["37"]) == ["3701", "370202"]
    assert VIEWER.narrowed(["370102", "3702"]) == ["370102", "370202"]
    assert VIEWER.narrowed(["36"]) == []
    assert VIEWER.narrowed([]) == []
