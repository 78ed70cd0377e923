"""Forms of one character."""

from __future__ import annotations

from schema.values.han import PRIVATE, folded, forms, published


def test_every_form_leads_to_one_that_stands_for_itself() -> None:
    assert len(forms()) > 4000
    assert all(ord(kept) not in forms() for kept in forms().values())


def test_all_private_places_of_gbk_have_a_character() -> None:
    assert set(range(0xE815, 0xE865)) <= PRIVATE.keys()
    assert not any("\ue000" <= character <= "\uf8ff" for character in PRIVATE.values())


def test_only_private_code_points_are_published_anew() -> None:
    assert published("張\ue863") == "張䶮"
    assert folded("張\ue863") == "张䶮"
