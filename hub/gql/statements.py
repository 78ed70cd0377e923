"""Writes ``cypher/api/finding*.cypher``: a page of findings in each order, the rows for totals, and one by its id.

The columns are the chain's, so that a finding is one thing everywhere; a test compares the committed files.
"""

from __future__ import annotations

from hub.chain.statements import finding, finding_scope

_FILTER = f"""  AND {finding_scope("f")}
  AND ($all_rules OR f.rule IN $rules) AND ($all_severities OR f.severity IN $severities)
  AND ($all_states OR f.state IN $states)
  AND ($all_departments OR any(p IN f.departments WHERE p IN $departments))
  AND ($all_months OR any(m IN f.months WHERE m >= $from_month AND m <= $to_month))
  AND ($any_amount OR (f.amount >= $amount_from AND f.amount <= $amount_to))"""
_DEPARTMENTS = "COLLECT { MATCH (s:Source) RETURN [s.id, s.department] } AS departments"
_HISTORY = "// $history is always false here: whether a finding's home is in scope is told by current memberships.\n"


def page() -> str:
    """The first findings in an order (``hub.findings.order``) that the viewer may see, with their keys.

    RETURN itself orders and limits: the embedded engine then reads the index in order and stops, as ``cypher/types``
    lets it, but sorts the whole range when a WITH or a subquery does (findings/arcadedb-order-by-index.sh).
    """
    return (
        "// The first findings of a range of their order, of one type; scope and filter apply on the way.\n"
        "// {FOUND}\n"
        "// (f:Finding {id})-[:CITES]->(x)   (:Household {f.household})<-[:OF]-(:Membership)\n"
        f"{_HISTORY}MATCH {{FOUND}}\nWHERE {{KEY}} >= $from AND {{KEY}} < $to\n{_FILTER}\n"
        f"RETURN {{KEY}} AS key, {finding('f')} AS content\n"
        "ORDER BY {KEY}{DIRECTION}\n"
        "LIMIT $limit\n"
    )


def departments() -> str:
    """The department of each source."""
    return f"// The department of each source.\n// (:Source)\nRETURN {_DEPARTMENTS}\n"


def counted() -> str:
    """Rows for totals: one for equal findings, or nearly one each where amounts are selected.

    An amount cannot be summed in the statement: a payment's month that several findings name counts once.
    """
    return (
        "// What findings come to, counted one by one: filters as in api/findings_ORDER.\n"
        f"// (:Finding)\nMATCH (f:Finding)\nWHERE f.type = $type\n{_FILTER}\n"
        "RETURN f.rule AS rule, f.divisions AS divisions, f.departments AS departments,\n"
        "  CASE WHEN $amounts THEN f.subject END AS subject, CASE WHEN $amounts THEN f.amount END AS amount,\n"
        "  CASE WHEN $amounts THEN f.parts END AS parts, count(f) AS findings\n"
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


STATEMENTS = {
    "api/departments": departments,
    "api/findings_counted": counted,
    "api/finding": one,
}
"""Every generated statement by name."""
TEMPLATES = {"api/findings_ORDER": page}
"""Every generated template by name."""
