"""How everybody is read: in ranges of ids."""

from __future__ import annotations

import pytest

from hub.dossier.reader import id_ranges


@pytest.mark.parametrize(("people", "ranges"), [(0, 1), (2_000, 1), (2_001, 16), (32_001, 256), (4_000_000, 4_096)])
def test_ranges_follow_each_other_from_the_first_id_to_the_last(people: int, ranges: int) -> None:
    found = list(id_ranges(people))
    assert len(found) == ranges
    assert [high for _, high in found[:-1]] == [low for low, _ in found[1:]]
    assert found[0][0] <= "p" + "0" * 31
    assert found[-1][1] > "p" + "f" * 31
