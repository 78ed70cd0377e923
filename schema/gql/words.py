"""Descriptions of fields and arguments by name, and of records' fields from their declaration.

What a type says by itself counts first; a test enumerates what has no description.
"""

from __future__ import annotations

from enum import EnumMeta

from graphql import GraphQLInputObjectType, GraphQLInterfaceType, GraphQLObjectType, GraphQLSchema
from strawberry.utils.str_converters import to_camel_case

from schema.code import Code
from schema.gql.chain import EVENT_TYPES
from schema.gql.facts import FACTS
from schema.records import RECORDS, declared, event_form

TYPES = {
    "Query": "What can be asked. People, households and findings: within the token's divisions, by supervisors only.",
    "ChainEdge": "An event in a page.",
    "FindingEdge": "A finding in a page.",
    "RunEdge": "A run in a page.",
    "RejectionEdge": "A rejection in a page.",
}
FIELDS = {
    "absences": "Streams that had answered, and in whose answer the thing was not.",
    "amount": "Yuan.",
    "amountFrom": "At stake: this or more.",
    "amountTo": "At stake: this or less.",
    "applied": "Rows written.",
    "asOf": "The day up to which the scan judged.",
    "basis": "The legal text, in the language of the law.",
    "birth": "Date of birth.",
    "by": "What comes first.",
    "byDepartment": "By department of the facts that they cite.",
    "byDivision": "By county.",
    "byRule": "By rule.",
    "child": "Global id of a person.",
    "cites": "The facts that it rests on.",
    "code": "The code, as it is stored.",
    "count": "How many.",
    "counted": "Whether they count as a member of the household, and do not only live there.",
    "cursor": "Where it stands; for `after` of the same list.",
    "department": "The department that delivers it.",
    "departments": "Departments of the facts that it cites.",
    "descending": "Whether the largest comes first.",
    "division": "County, 6 digits; null where it cannot be told or is another viewer's.",
    "edges": "The page.",
    "effect": "What follows where a person confirms it.",
    "en": "In English.",
    "endCursor": "The cursor of the last; null on an empty page.",
    "ended": "Facts that their source no longer lists.",
    "expected": "What a valid value looks like.",
    "fact": "Id of the fact; null outside the viewer's divisions.",
    "field": "The column.",
    "file": "The file, and its sheet.",
    "finding": "Global id of the finding.",
    "findings": "Findings about the person.",
    "first": "The first month.",
    "firstSeen": "When a scan first raised it.",
    "foreign": "Outside the viewer's divisions.",
    "form": "The rule by which its people are counted together.",
    "guardian": "Global id of a person.",
    "hasNextPage": "Whether more follow.",
    "hasPreviousPage": "Whether the page was asked with `after`.",
    "held": "Rows in deliveries that wait for a release.",
    "items": "Items of the catalogue that it is about.",
    "label": "Such as `2026` or `2025-2026-spring`.",
    "last": "The last month; null while it still stands.",
    "lastRun": "Its newest run.",
    "lastSeen": "When a scan last raised it.",
    "learnedAt": "When the hub learned it.",
    "months": "The months that it names.",
    "name": "Its name in cards and commands.",
    "node": "The thing itself.",
    "pageInfo": "Where the page stands.",
    "parent": "Global id of a person.",
    "pending": "Rows that wait until what they name is known.",
    "period": "Where it is about a term, a season or a year.",
    "person": "The person.",
    "phase": "Whether it begins, changes, ends or happens once.",
    "read": "Rows read.",
    "reason": "Why, as a code of docs/semantics.md or in words.",
    "rejected": "Rows that could not be taken.",
    "retired": "Facts replaced by a newer version.",
    "row": "The line of the file or sheet.",
    "rule": "Id of the rule, as in docs/rules.",
    "rules": "Raised by one of these rules.",
    "run": "Id of the run.",
    "runState": "Where it stands.",
    "said": "Who said it, and when the hub learned it.",
    "seconds": "How long it took.",
    "sentence": "What it says, for people.",
    "sentenceEn": "What it says, in English.",
    "sentenceZh": "What it says, in Chinese.",
    "severities": "Of one of these severities.",
    "severity": "How much it weighs.",
    "source": "The source's name.",
    "spells": "The unbroken runs of months in which it was listed.",
    "startCursor": "The cursor of the first; null on an empty page.",
    "startedAt": "When it began.",
    "state": "Where it stands.",
    "states": "In one of these states.",
    "stream": "`source.stream` of the card.",
    "subjectType": "Whether it is about a person or a household.",
    "titleEn": "Its title in English.",
    "titleZh": "Its title in Chinese.",
    "totalCount": "How many events the chain has, on all pages.",
    "totals": "Over all pages; read only where they are selected.",
    "type": "What it says.",
    "unchanged": "Rows that said what the hub knew.",
    "version": "Of the rule.",
    "ward": "Global id of a person.",
    "zh": "In Chinese.",
    "Membership.household": "Global id of the household.",
    "Missing.reason": "Why it cannot be told.",
    "Missing.months": "For which months.",
    "Period.type": "`term`, `season`, `year` and the like.",
    "StreamCoverage.first": "The first month answered.",
    "StreamCoverage.last": "The last month answered.",
    "StreamCoverage.months": "How many months are answered.",
    "Person.parentages": "Whose child or parent the person is.",
    "Person.guardianships": "Whom the person guards, or who guards them.",
    "Person.memberships": "Households that the person is or was in.",
}
ARGUMENTS = {
    "after": "The cursor after which the page begins: of this list, in this order and with this filter.",
    "at": "Only what was in force on this day.",
    "departments": "Only of these departments.",
    "filter": "Which ones; without it all.",
    "first": "The size of the page, 1 to 200.",
    "id": "A global id, or an id that the command prints.",
    "ids": "Global ids, or ids that the command prints.",
    "knownAt": "As the hub knew it at this instant.",
    "members": "Only of these persons, by global id.",
    "nationalId": "An identity number of 18 or 15 digits, as a variable and by POST only.",
    "order": "In which order; without it the weightiest first.",
    "reasons": "Only for these reasons.",
    "runs": "Only of these runs.",
    "sources": "Only of these sources, by name.",
    "states": "Only in these states.",
}


def describe(schema: GraphQLSchema) -> None:
    """Gives each type, field and argument without a description its own."""
    of_records = _of_records()
    for type in schema.type_map.values():
        if type.name.startswith("__"):
            continue
        type.description = type.description or TYPES.get(type.name)
        if not isinstance(type, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
            continue
        for name, field in type.fields.items():
            own = f"{type.name}.{name}"
            field.description = (
                field.description or FIELDS.get(own) or of_records.get(own) or _list(name) or FIELDS.get(name)
            )
        if not isinstance(type, GraphQLInputObjectType):
            for output in type.fields.values():
                for argument, given in output.args.items():
                    given.description = given.description or ARGUMENTS.get(argument)


def _of_records() -> dict[str, str]:
    """``Benefit.schoolYear``, in facts and in events."""
    found: dict[str, str] = {}
    for name, record in RECORDS.items():
        shown = {field: field for field in record.model_fields}
        types = [(FACTS[name].__name__, shown)] if name in FACTS else []
        if name in EVENT_TYPES:
            form = event_form(name)
            types.append((EVENT_TYPES[name].__name__, {form.api.get(own, own): of for own, of in form.fields.items()}))
        for type, fields in types:
            found |= {f"{type}.{to_camel_case(own)}": words(name, field) for own, field in fields.items()}
    return found


def words(record: str, field: str) -> str:
    """The word for a record's field, and its codes where it has any of its own."""
    title = RECORDS[record].TITLES.get(field, field)
    codes = next(
        (part for part in declared(record)[field] if isinstance(part, EnumMeta) and issubclass(part, Code)), None
    )
    if codes is None:
        return f"{title}."
    listed = "; ".join(f"`{code.value}` {code.label.zh} ({code.label})" for code in codes)
    return f"{title}: {listed}."


def _list(name: str) -> str | None:
    """Of a subject's list of a record."""
    title = next((record.TITLE for record in RECORDS.values() if name == record.LIST), None)
    return None if title is None else f"{title.zh}: {title}."
