"""deliveries.md §5 names every shipped source once, and no other; a delivery that none reads has its reason."""

from __future__ import annotations

import re
from pathlib import Path

from connectors.registry import load_cards

SECTION = (Path(__file__).parents[2] / "docs" / "deliveries.md").read_text("utf-8").split("## 5. ")[1]
READ = [line.split(" | ")[-1].removesuffix(" |") for line in SECTION.splitlines() if line.startswith("| ")][1:]


def test_every_shipped_source_reads_a_delivery_or_has_a_template_of_our_own() -> None:
    reading = [name for cell in READ if not cell.startswith("no card") for name in re.findall(r"`(\w+)`", cell)]
    own = re.findall(r"`(\w+)`", SECTION.split("No delivery above")[1])
    assert sorted(reading + own) == sorted(card.source for card in load_cards())


def test_a_delivery_without_a_card_says_why() -> None:
    assert all(re.fullmatch(r"(`\w+`(, )?)+|no card: .{20,}", cell) for cell in READ)
