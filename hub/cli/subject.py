"""Resolves an operator's input to an id: an identity number on standard input, or a source's key."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hub.cli.commands import both
from hub.cli.identity import read_number, split_key
from hub.cli.session import choose_cards, load_cards
from schema.errors import CallerError
from schema.message import Message, chinese
from schema.values.key import Key
from schema.values.months import Months

if TYPE_CHECKING:
    from connectors.card import SourceCard
    from hub.ids import Ids
    from hub.settings import Settings
    from hub.store import Store

KEY_HELP = both("来源自己的户号或人员编号。", "A source's own key of a household or person.")
_FORMS = ("assistance", "fanpin", "hukou", "tenancy")
"""The household of a person in several: the order of homes (semantics.md §3)."""


_OWN = re.compile(r"[nh][0-9a-f]{0,31}")
"""An id, or its first characters."""


class NotHeldError(CallerError):
    def __init__(self, named: str) -> None:
        self.named = named
        super().__init__(
            Message(f"中枢里查不到{chinese(named)}对应的人或家庭", f"no person or household is stored for {named}")
        )


@dataclass(frozen=True, slots=True)
class Named:
    """The operator's input: the ids it may mean, and a name for it that does not repeat it."""

    candidates: tuple[str, ...]
    aliases: tuple[str, ...]
    said: str


def read_subject(settings: Settings, key: str | None) -> Named:
    """``--key``, or the identity number on standard input. Raises ``CallerError``, ``InvalidValueError``."""
    if key is None:
        number = read_number()
        return Named((_ids(settings).person(number),), (), Message("这个身份证号", "this identity number"))
    source, written = split_key(key)
    value = Key.parse(written)
    (card,) = choose_cards(load_cards(settings), [source])
    ids = _ids(settings)
    alias = ids.search_key(f"alias:{card.source.partition('_')[0]}", value)
    return Named(
        tuple(sorted(_candidates(ids, card, value))),
        (alias,),
        Message(f"来源 {source} 的这个编号", f"this key of {source}"),
    )


async def find_subject(store: Store, named: Named) -> tuple[str, str]:
    """(``person`` or ``household``, id). Raises ``NotHeldError``."""
    candidates = list(named.candidates)
    for found in await store.read("sync/people_by_alias", keys=list(named.aliases)):
        candidates.append(found["person"])
    known = await store.read("lookup/known", ids=candidates)
    if not known:
        raise NotHeldError(named.said)
    return known[0]["type"], known[0]["id"]


async def find_household(store: Store, named: Named) -> str:
    """The household named, or that of the person named: assistance before hukou, the latest first."""
    type, id = await find_subject(store, named)
    if type == "household":
        return id
    found = await store.read("lookup/households", person=id)
    if not found:
        raise CallerError(
            Message(
                "此人不属于任何家庭；请用 aidchain lookup 查看", "this person is in no household; use aidchain lookup"
            )
        )
    return min(
        ((_FORMS.index(row["form"]), -_last(row["months"]), str(row["household"])) for row in found),
    )[2]


async def household_of(store: Store, finding: str) -> str:
    """The household that a finding is about, by its id or the first characters of it. Raises ``CallerError``."""
    finding = hub_id(finding)
    found = await store.read("findings/homes", prefix=finding)
    exact = [row for row in found if row["id"] == finding]
    if not found:
        raise CallerError(Message(f"没有线索 {finding}", f"there is no finding {finding}"))
    if len(found) > 1 and not exact:
        raise CallerError(
            Message(
                f"以 {finding} 开头的线索不止一条，请多写几位编号",
                f"several findings begin with {finding}; give more characters of the id",
            )
        )
    (row, *_) = exact or found
    if row["household"] is None:
        raise CallerError(
            Message(
                "这条线索涉及的人不属于任何家庭；请用 aidchain lookup 查看",
                "this finding is about a person without a household; use aidchain lookup",
            )
        )
    return str(row["household"])


def hub_id(text: str) -> str:
    """The hub's own id of a finding or household, also where the API's global id is given (the page shows those)."""
    if _OWN.fullmatch(text):
        return text
    from hub.gql.errors import BadInputError
    from hub.gql.ids import parse_global

    try:
        return parse_global(text)[1]
    except BadInputError:
        return text


def _last(months: str | None) -> int:
    runs = Months.parse(months or "").runs
    return runs[-1][1] if runs else 0


def _candidates(ids: Ids, card: SourceCard, value: str) -> set[str]:
    """Ids that the value would be the key of, as the source's streams make persons and households."""
    from connectors.mapping.usage import widths

    found = set()
    for stream in card.streams:
        width = widths(stream)
        for subject in stream.subjects.values():
            named = (name for column in subject.key for group in column.groups for name in group)
            digits = next((width[name] for name in named if name in width), 0)
            key = value.zfill(digits) if value.isdigit() else value
            if subject.form is not None and subject.namespace is not None and subject.key:
                found.add(ids.household(subject.form.value, subject.namespace, key))
            elif subject.form is None and subject.key:
                found.add(ids.person_by_key(card.source, key))
    return found


def _ids(settings: Settings) -> Ids:
    from hub.ids import Ids
    from hub.keys import load_keys

    return Ids(load_keys(settings, create=False))
