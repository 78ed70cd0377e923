"""Which long numbers a sheet holds whole: what programs write, what spreadsheets leave of it."""

from __future__ import annotations

from connectors.kinds.xlsx.digits import LongNumbers


def seen(*numbers: int, column: int = 0) -> LongNumbers:
    found = LongNumbers()
    for number in numbers:
        found.see(column, number)
    return found


KEYS = [3701022000000001 + index for index in range(12)]


def test_sixteen_digits_that_a_program_wrote_are_whole_with_the_few_that_end_in_zero() -> None:
    found = seen(*KEYS)
    assert all(found.whole(0, number) for number in KEYS)


def test_sixteen_digits_that_a_spreadsheet_kept_are_lost() -> None:
    rounded = [number // 10 * 10 for number in KEYS]
    found = seen(*rounded)
    assert not any(found.whole(0, number) for number in rounded)


def test_typed_numbers_among_whole_ones_are_lost_alone() -> None:
    typed = [3701022000000110, 3701022000000120, 3701022000000130]
    whole = [3701022000000001, 3701022000000002, 3701022000000003]
    found = seen(*whole, *typed)
    assert [found.whole(0, number) for number in (*whole, *typed)] == [True, True, True, False, False, False]


def test_one_number_alone_that_ends_in_zero_is_lost() -> None:
    assert not seen(3701022000000110).whole(0, 3701022000000110)


def test_identity_numbers_that_are_doubles_are_lost_whatever_they_end_in() -> None:
    doubles = [int(float(370102199001011234 + 7919 * index)) for index in range(20)]
    found = seen(*doubles)
    assert not any(found.whole(0, number) for number in doubles)


def test_the_shortest_print_of_a_double_is_lost() -> None:
    number = int(repr(float(370102199001011234)).partition("e")[0].replace(".", "").ljust(18, "0"))
    assert number != int(float(number))
    assert not seen(number).whole(0, number)


def test_a_number_that_is_no_double_proves_the_whole_sheet() -> None:
    written = [370102199001011237, 370102194806110015, 370102196503150019]
    found = seen(*written)
    found.see(3, 3701022000000110)
    assert all(found.whole(0, number) for number in written)
    assert found.whole(3, 3701022000000110)


def test_a_number_beyond_all_measure_is_lost() -> None:
    assert not seen(10**300 + 1).whole(0, 10**300 + 1)
