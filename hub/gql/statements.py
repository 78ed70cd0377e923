"""Writes ``cypher/api/finding*.cypher``: a page of findings, the same with totals, and one finding by its id.

The columns are the chain's, so that a finding is one thing everywhere; a test compares the committed files.
"""

from __future__ import annotations

from hub.chain.statements import finding, finding_scope

_FILTER = f"""MATCH (f:Finding)
WHERE f.type = $type AND {finding_scope("f")}
  AND ($all_rules OR f.rule IN $rules) AND ($all_severities OR f.severity IN $severities)
  AND ($all_states OR f.state IN $states)
  AND ($all_departments OR any(p IN f.departments WHERE p IN $departments))
  AND ($all_months OR any(m IN f.months WHERE m >= $from_month AND m <= $to_month))
  AND ($any_amount OR (f.amount >= $amount_from AND f.amount <= $amount_to))"""
_POSITION = """$sign * CASE $by
    WHEN 'amount' THEN coalesce(f.amount, 0)
    WHEN 'first_seen' THEN f.first_seen
    WHEN 'last_seen' THEN f.last_seen
    ELSE CASE f.severity WHEN 'high' THEN 3 WHEN 'medium' THEN 2 ELSE 1 END
  END AS position"""
_DEPARTMENTS = "COLLECT { MATCH (s:Source) RETURN [s.id, s.department] } AS departments"
_HISTORY = "// $history is always false here: whether a finding's home is in scope is told by current memberships.\n"


def page() -> str:
    """A page of the findings that the viewer may see."""
    return (
        "// A page of findings in the order asked for, then by id; anchored at the type, scope and filter after it.\n"
        "// (f:Finding)-[:CITES]->(x)   (:Household {f.household})<-[:OF]-(:Membership)\n" + _HISTORY + _page()
    )


def page_and_totals() -> str:
    """The same with what totals are made of: one row for findings alike, or nearly one each where amounts are wanted.

    An amount cannot be summed in the statement: a payment's month that several findings name counts once.
    """
    return (
        "// A page of findings as in api/findings, and what all of them come to, in one answer.\n"
        "// (f:Finding)-[:CITES]->(x)   (:Household {f.household})<-[:OF]-(:Membership)\n"
        f"{_HISTORY}{_page()}UNION ALL\n{_FILTER}\n"
        "WITH f.rule AS rule, f.divisions AS divisions, f.departments AS parties,\n"
        "  CASE WHEN $amounts THEN f.subject END AS subject, CASE WHEN $amounts THEN f.amount END AS amount,\n"
        "  CASE WHEN $amounts THEN f.parts END AS parts, count(f) AS found\n"
        "RETURN 'total' AS part, found AS position, [rule, divisions, parties, subject, amount, parts] AS content\n"
    )


def one() -> str:
    """One finding, if the viewer may see it."""
    return (
        "// One finding by its id, if it cites a division of the viewer's.\n"
        "// (f:Finding {id})-[:CITES]->(x)   (:Household {f.household})<-[:OF]-(:Membership)\n"
        + _HISTORY
        + f"MATCH (f:Finding {{id: $id}})\nWHERE {finding_scope('f')}\n"
        f"RETURN {finding('f')} AS content, {_DEPARTMENTS}\n"
    )


def _page() -> str:
    return (
        f"{_FILTER}\n"
        f"WITH f, {_POSITION}\n"
        "WHERE $from_start OR position > $after_position OR (position = $after_position AND f.id > $after_id)\n"
        "WITH f, position\n"
        "ORDER BY position, f.id\n"
        "LIMIT $limit\n"
        f"RETURN 'finding' AS part, position, {finding('f')} AS content\n"
        "UNION ALL\n"
        "MATCH (s:Source)\n"
        "RETURN 'source' AS part, 0 AS position, [s.id, s.department] AS content\n"
    )


STATEMENTS = {"api/findings": page, "api/findings_totals": page_and_totals, "api/finding": one}
"""Every generated statement by name."""
