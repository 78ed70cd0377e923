"""The root fields of people: each reads one subject with one statement, or finds nothing within the viewer's scope."""

from __future__ import annotations

from hub.chain.read import read_household, read_person
from hub.gql.context import Context
from hub.gql.errors import BadInputError
from hub.gql.ids import local
from hub.gql.plan import subject_parts
from hub.gql.selection import Selection
from hub.gql.views import Maker
from schema.errors import InvalidValueError
from schema.gql.household import Household
from schema.gql.person import Person
from schema.values.national_id import NationalId


async def find_household(context: Context, id: str, selection: Selection) -> Household | None:
    """None when it does not exist or is outside the viewer's divisions: the two cannot be told apart."""
    loaded = await read_household(context.store, id, context.viewer.divisions, subject_parts(selection))
    return Maker(context, loaded).household() if loaded else None


async def find_person(context: Context, id: str, selection: Selection) -> Person | None:
    """As ``find_household``."""
    loaded = await read_person(context.store, id, context.viewer.divisions, subject_parts(selection))
    return Maker(context, loaded).person() if loaded else None


def person_id(context: Context, id: str | None, national_id: str | None) -> str | None:
    """The person named by exactly one of id and identity number; None where the id is not a person's."""
    if (id is None) == (national_id is None):
        raise BadInputError("person", "either id or nationalId")
    if id is not None:
        return local(id, "Person")
    try:
        return context.ids.person(NationalId.parse(national_id))
    except InvalidValueError:
        raise BadInputError("nationalId", "an identity number of 18 or 15 digits with a valid check digit") from None
