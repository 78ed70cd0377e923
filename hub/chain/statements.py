"""The text of ``cypher/chain/*.cypher``, built from the records' declarations; ``hub.statements`` writes the files.

Row scope is part of every pattern: a fact outside the reader's divisions is not read at all.
"""

from __future__ import annotations

from collections.abc import Sequence

from hub.chain.columns import CITED, FINDING, MAX_PEOPLE
from hub.facts.columns import facts, holdings, shown
from schema.dated import Dated
from schema.guardianship import Guardianship
from schema.household import Household
from schema.membership import Membership
from schema.parentage import Parentage
from schema.payment import Payment
from schema.person import Person
from schema.record import Record, Subject


def scoped(name: str) -> str:
    """The row scope of a fact."""
    return f"($history OR {name}.retired_at IS NULL) AND any(d IN $divisions WHERE {name}.division STARTS WITH d)"


def finding_scope(name: str) -> str:
    """A finding is seen by every division that it cites."""
    return f"any(v IN {name}.divisions WHERE any(d IN $divisions WHERE v STARTS WITH d))"


def finding(name: str) -> str:
    """A finding as a list: its columns, whether its household is within the scope, and the facts it cites."""
    columns = ", ".join(f"{name}.{column}" for column in FINDING)
    cited = ", ".join(f"x.{column}" for column in CITED)
    within = f"EXISTS {{ MATCH (a:Household {{id: {name}.household}})<-[:OF]-(b:Membership) WHERE {scoped('b')} }}"
    return (
        f"[{columns},\n       CASE WHEN $homes THEN {within} ELSE false END,\n"
        f"       CASE WHEN $cites THEN [({name})-[:CITES]->(x) | [{cited}]] ELSE [] END]"
    )


def _facts(pattern: str, record: type[Record], extra: Sequence[str] = (), wanted: str = "") -> str:
    """The facts ``f`` of a pattern within the row scope; sealed values only where they are wanted."""
    columns = shown(record)
    read = [
        f"CASE WHEN $sealed THEN f.{name.removesuffix('_enc')}_enc END" if name in columns.sealed else f"f.{name}"
        for name in columns.names
    ]
    return facts(pattern, f"{wanted} AND {scoped('f')}" if wanted else scoped("f"), [*read, *extra])


def _held(subject: str, kind: Subject) -> dict[str, str]:
    """The facts of a person or a household, by the names of its lists."""
    return {
        record.LIST: _facts(
            f"({subject})-[:{record.VERB}]->(f:{record.LABEL})",
            record,
            wanted="$payments" if record is Payment else "$facts",
        )
        for record in holdings(kind)
    }


def _ties(record: type[Record], pattern: str) -> str:
    """The facts that join a person to another, each with the other's id."""
    return _facts(pattern.format(record.VERB, record.LABEL), record, ["w.entity"], "$facts")


def _about(subject: str) -> str:
    return f"[({subject})<-[:ABOUT]-(f:Finding) WHERE $findings AND {finding_scope('f')} |\n      {finding('f')}]"


def _person() -> str:
    parts = {
        "id": "p.entity",
        "node": "p.id",
        "birth": "p.birth",
        "sex": "p.sex",
        Person.LIST: _facts(f"(p)<-[:{Person.VERB}]-(f:PersonRecord)", Person),
        Membership.LIST: _facts("(p)-[:IN]->(f:Membership)-[:OF]->(o:Household)", Membership, ["o.id", "o.form"]),
        **_held("p", Subject.PERSON),
        "wards": _ties(Guardianship, "(p)-[:{0}]->(f:{1})-[:TO]->(w:Person)"),
        "guardians": _ties(Guardianship, "(p)<-[:TO]-(f:{1})<-[:{0}]-(w:Person)"),
        "children": _ties(Parentage, "(p)-[:{0}]->(f:{1})-[:TO]->(w:Person)"),
        "parents": _ties(Parentage, "(p)<-[:TO]-(f:{1})<-[:{0}]-(w:Person)"),
        "findings": _about("p"),
    }
    return "[p IN people | {" + ",\n    ".join(f"{name}: {part}" for name, part in parts.items()) + "}] AS people"


def _superseded(subjects: str) -> str:
    return (
        f"COLLECT {{\n    UNWIND CASE WHEN $history THEN {subjects} ELSE [] END AS subject\n"
        "    MATCH (s:Superseded {subject: subject})\n"
        "    WHERE any(d IN $divisions WHERE s.division STARTS WITH d)\n"
        "    RETURN properties(s)\n  } AS superseded"
    )


def _verbs(*, dated: bool) -> str:
    """The relationships from a person or household to what a roster lists; ``dated``: to what other shapes deliver."""
    held = dict.fromkeys((*holdings(Subject.PERSON), *holdings(Subject.HOUSEHOLD)))
    if dated:
        return "|".join(record.VERB for record in held)
    listed = (record.VERB for record in held if issubclass(record, Dated))
    return "|".join((Membership.VERB, *listed, Guardianship.VERB, Parentage.VERB, "TO"))


def _coverage(subjects: str) -> str:
    return f"""COLLECT {{
    UNWIND {subjects} AS subject
    MATCH (subject)-[:{_verbs(dated=False)}]-(x)
    WHERE x.months IS NOT NULL AND any(d IN $divisions WHERE x.division STARTS WITH d)
    WITH DISTINCT x.stream AS stream, x.division AS division
    MATCH (v:Coverage {{stream: stream, division: division}})
    WITH stream, division, collect([v.month, v.learned_at]) AS months
    RETURN [stream, division, months]
  }} AS coverage,
  COLLECT {{
    UNWIND CASE WHEN $dated THEN {subjects} ELSE [] END AS subject
    MATCH (subject)-[:{_verbs(dated=True)}]->(x)
    WHERE x.months IS NULL AND any(d IN $divisions WHERE x.division STARTS WITH d)
    WITH DISTINCT x.stream AS stream, x.division AS division
    MATCH (v:Coverage {{stream: stream, division: division}})
    WITH stream, division, collect([v.month, v.learned_at]) AS months
    RETURN [stream, division, months]
  }} AS dated_coverage"""


_DEPARTMENTS = "COLLECT { MATCH (s:Source) RETURN [s.id, s.department] } AS departments"
_PARAMETERS = (
    "// $id; $divisions: prefixes the reader answers for ('' is everywhere); $history: also what was;\n"
    "// $dated: the coverage of dated facts; $facts, $payments, $findings, $sealed: which parts are wanted;\n"
    "// $homes: whether a finding's home is in scope; $cites: the facts it cites.\n"
    "// generated by: python -m hub.statements\n"
)


def household() -> str:
    """One household and all current and former members, with all nodes of each."""
    verbs = "|".join(record.VERB for record in holdings(Subject.HOUSEHOLD))
    columns = [
        "h.id AS id",
        "h.form AS form",
        _facts(f"(h)<-[:{Household.VERB}]-(f:HouseholdRecord)", Household) + f" AS {Household.LIST}",
        *(f"{part} AS {name}" for name, part in _held("h", Subject.HOUSEHOLD).items()),
        _about("h") + " AS findings",
        _person(),
        _superseded("[h.id] + [p IN people | p.id]"),
        _coverage("people + [h]"),
        _DEPARTMENTS,
    ]
    return (
        "// One household with everybody who is or was in it: what its chain and its page in the API are built from.\n"
        "// (p:Person)-[:IN]->(:Membership)-[:OF]->(h:Household)   (:Finding)-[:ABOUT]->(h or p)\n"
        + _PARAMETERS
        + "MATCH (h:Household {id: $id})\n"
        f"WHERE EXISTS {{ MATCH (h)<-[:OF]-(f:Membership) WHERE {scoped('f')} }}\n"
        f"   OR EXISTS {{ MATCH (h)<-[:DESCRIBES]-(f:HouseholdRecord) WHERE {scoped('f')} }}\n"
        f"   OR EXISTS {{ MATCH (h)-[:{verbs}]->(f) WHERE {scoped('f')} }}\n"
        f"WITH h, COLLECT {{ MATCH (h)<-[:OF]-(f:Membership)<-[:IN]-(m:Person) WHERE {scoped('f')}\n"
        "  WITH DISTINCT m.entity AS entity\n"
        "  MATCH (p:Person {entity: entity})\n"
        f"  RETURN p LIMIT {MAX_PEOPLE + 1} }} AS people\n"
        "RETURN " + ",\n  ".join(columns) + "\n"
    )


def person() -> str:
    """One person with every fact of every node of theirs."""
    verbs = "|".join((Membership.VERB, *(record.VERB for record in holdings(Subject.PERSON))))
    columns = [_person(), _superseded("[p IN people | p.id]"), _coverage("people"), _DEPARTMENTS]
    return (
        "// One person with every fact of theirs; the same lists as in chain/household.\n"
        "// (p:Person)-[:IN|HAS_CATEGORY|RECEIVES|PAID|HOLDS|…]->()   (:Finding)-[:ABOUT]->(p)\n"
        + _PARAMETERS
        + "MATCH (q:Person {id: $id})\n"
        "MATCH (p:Person {entity: q.entity})\n"
        "WITH collect(p) AS people, sum(CASE\n"
        f"  WHEN EXISTS {{ MATCH (p)<-[:DESCRIBES]-(f:PersonRecord) WHERE {scoped('f')} }} THEN 1\n"
        f"  WHEN EXISTS {{ MATCH (p)-[:{verbs}]->(f) WHERE {scoped('f')} }} THEN 1 ELSE 0 END) AS seen\n"
        "WHERE seen > 0\n"
        "RETURN " + ",\n  ".join(columns) + "\n"
    )


STATEMENTS = {"chain/household": household, "chain/person": person}
"""Every generated statement by name."""
