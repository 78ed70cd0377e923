"""Every page and section that code, tests and documents cite exists.

A citation is ``policy.md §6.1``, ``semantics.md §1 and §2`` or ``docs/decisions/0012``. A bare § belongs to the page
that was named last in the file; in a page of docs/ to the page named last in its line, else to the page itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
FOLDERS = ("hub", "connectors", "schema", "cypher", "tests", "docs")
SUFFIXES = {".py", ".yml", ".md", ".cypher", ".html", ".js", ".css", ".graphql"}
CITED = re.compile(
    r"(?P<page>[\w-]+(?:\.\w+)*)\.md\b|§ ?(?P<section>\d+(?:\.\d+)*)|decisions/(?P<decision>\d{4})", re.IGNORECASE
)
NUMBERED = re.compile(r"^(?:#+ )?(?P<number>\d+(?:\.\d+)*)(?P<dot>\.)? ")
"""A heading, a numbered paragraph, or (with a dot) an item of a section's list."""
SOURCES = re.compile(r"\[[A-Z][^\]]*\]")
"""Keys of policy.md §10 with the section of the law or draft that they name."""


def sections(text: str) -> set[str]:
    """The numbers under which a page can be cited."""
    found: set[str] = set()
    section = ""
    for line in text.splitlines():
        match = NUMBERED.match(line)
        if match is None:
            continue
        if match["dot"] and not line.startswith("#"):
            found.add(f"{section}.{match['number']}")
        else:
            found.add(match["number"])
            if line.startswith("#"):
                section = match["number"]
    return found


def citations(text: str, own: str | None) -> Iterator[tuple[str, str | None]]:
    """(page, section or None) of each citation; ``own`` is the page's name where the text is a page itself."""
    page = own
    for line in text.splitlines():
        if own is not None:
            page, line = own, SOURCES.sub("", line)
        for match in CITED.finditer(line):
            if match["page"]:
                page = match["page"].lower()
                yield page, None
            elif match["decision"]:
                yield f"decisions/{match['decision']}", None
            else:
                yield page or "a page that is not named", match["section"]


PAGES = {path.stem.lower(): sections(path.read_text("utf-8")) for path in DOCS.glob("*.md")}
OTHERS = {
    path.stem.lower()
    for path in (*ROOT.glob("*.md"), *(ROOT / "connectors").rglob("*.md"), *(DOCS / "rules").glob("*.md"))
}
"""Documents without numbered sections."""
DECISIONS = {f"decisions/{path.name[:4]}" for path in (DOCS / "decisions").glob("*.md")}
FILES = sorted(
    path
    for part in (*((ROOT / folder).rglob("*") for folder in FOLDERS), ROOT.glob("*.md"))
    for path in part
    if path.suffix in SUFFIXES and path.name != Path(__file__).name and path.is_file()
)


def unresolved(text: str, own: str | None) -> list[str]:
    return [
        page if section is None else f"{page} §{section}"
        for page, section in citations(text, own)
        if (section is None and page not in PAGES.keys() | OTHERS | DECISIONS)
        or (section is not None and section not in PAGES.get(page, set()))
    ]


def own_name(path: Path) -> str | None:
    return path.stem if path.parent == DOCS else None


def test_every_citation_leads_to_a_page_and_a_section() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}: {citation}"
        for path in FILES
        for citation in unresolved(path.read_text("utf-8"), own_name(path))
    ]
    assert wrong == []


def test_the_specification_is_cited() -> None:
    cited = {page for path in FILES if path.suffix == ".py" for page, _ in citations(path.read_text("utf-8"), None)}
    assert {"design", "semantics", "policy", "deliveries"} <= cited


def test_headings_paragraphs_and_items_of_lists_can_be_cited() -> None:
    page = "# Page\n\n## 1. Categories\n\n1.1 The six.\n1.2 Not exclusive.\n\n## 9. Consequences\n\n1. One.\n2. Two.\n"
    assert sections(page) == {"1", "1.1", "1.2", "9", "9.1", "9.2"}


def test_citations_that_lead_nowhere_are_named() -> None:
    text = '"""policy.md §1 and §99.7, §98.\n\nSee notes.md, docs/decisions/9999."""'
    assert unresolved(text, None) == ["policy §99.7", "policy §98", "notes", "decisions/9999"]
    assert unresolved("a bare §1", None) == ["a page that is not named §1"]
