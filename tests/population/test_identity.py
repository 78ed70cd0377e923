from __future__ import annotations

from datetime import date
from random import Random

from hub.population import identity


def test_check_digit_of_the_standard_s_example() -> None:
    assert identity.identity_number("110105", date(1949, 12, 31), 2) == "11010519491231002X"


def test_old_number_upgrades_to_the_same_person() -> None:
    assert identity.old_number("11010519491231002X") == "110105491231002"


def test_full_width_keeps_every_character() -> None:
    assert identity.full_width("11010519491231002X") == "１１０１０５１９４９１２３１００２Ｘ"


def test_mistyped_number_fails_its_check_digit() -> None:
    wrong = identity.mistyped("370102199001011234")
    assert wrong != "370102199001011234"
    assert identity.check_digit(wrong[:17]) != wrong[17]


def test_certificate_number_has_20_or_22_characters() -> None:
    assert identity.certificate_number("123456197011110013", 4, 3, reissued=False) == "12345619701111001343"
    assert identity.certificate_number("123456197011110013", 4, 3, reissued=True) == "12345619701111001343B1"


def test_card_passes_luhn_and_passbook_does_not() -> None:
    card, book = identity.card_number("370102", 7), identity.passbook_number("370102", 7)
    assert len(card) == 19
    assert identity.luhn_digit(card[:-1]) == card[-1]
    assert identity.luhn_digit(book[:-1]) != book[-1]


def test_school_number_of_j_and_l_is_nobody_s_identity_number() -> None:
    draw = Random(1)
    numbers = [identity.school_number("370102201501011234", serial, draw) for serial in range(200)]
    assert {number[0] for number in numbers} == {"G", "J", "L"}
    for number in numbers:
        assert len(number) == 19
        assert (number[1:] == "370102201501011234") is (number[0] == "G")
