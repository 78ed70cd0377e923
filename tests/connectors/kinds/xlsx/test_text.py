from __future__ import annotations

import pytest

from connectors.kinds.xlsx.text import cleaned


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (" 李明\n", "李明"),
        ("a&lt;b&amp;&#x674E;&#26126;", "a<b&李明"),
        ("&amp;lt;", "&lt;"),
        ("一_x000D_二", "一\r二"),
        ("a_x005F_x000D_b", "a_x000D_b"),
        ("_xD842__xDFB7_", "𠮷"),
        ("&#xD800;", "\ufffd"),
        ("&#1114112;", "\ufffd"),
        ("\u3000 ", None),
        ("", None),
    ],
)
def test_text_is_what_a_person_sees(raw: str, text: str | None) -> None:
    assert cleaned(raw) == text
