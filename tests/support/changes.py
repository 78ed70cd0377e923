"""Adds to a document what a generator of selections leaves out: variables, conditions, aliases, named fragments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graphql import (
    ArgumentNode,
    BooleanValueNode,
    DirectiveNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLInputType,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    NamedTypeNode,
    NameNode,
    Node,
    NullValueNode,
    ObjectFieldNode,
    SelectionNode,
    SelectionSetNode,
    StringValueNode,
    TypeInfo,
    ValueNode,
    VariableDefinitionNode,
    VariableNode,
    Visitor,
    is_nullable_type,
    parse_const_value,
    parse_type,
    print_ast,
    value_from_ast_untyped,
    visit,
)
from hypothesis import strategies as st

SIZES = (1, 2, 3, 50, 50, 200, 0)
SCALARS = {
    "Date": ("2026-06-15", "2026-01-01", "2026-02-30"),
    "Month": ("2026-06", "2026-13"),
    "Instant": ("2026-07-10T00:00:00Z", "2020-01-01T00:00:00Z"),
    "Yuan": ("900", "0.00"),
}
"""The schema's own, among them values of no meaning (as variables only: a literal would not be valid)."""


class Change(Visitor):
    """Rewrites a document; what it declares on the way is kept."""

    def __init__(
        self, draw: st.DrawFn, info: TypeInfo, ids: Mapping[str, Sequence[str]], known: Mapping[str, Sequence[str]]
    ) -> None:
        super().__init__()
        self._draw = draw
        self._info = info
        self._ids = ids
        self._known = known
        self.definitions: list[VariableDefinitionNode] = []
        self.fragments: list[FragmentDefinitionNode] = []
        self.variables: dict[str, Any] = {}
        self._aliases = 0
        self._field = ""

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        self._field = node.name.value

    def enter_argument(self, node: ArgumentNode, *_: Any) -> ArgumentNode:
        name, value = node.name.value, node.value
        if name == "id":
            value = text(self._one_of(self._ids[self._field]))
        elif name == "ids":
            value = ListValueNode(values=tuple(text(self._one_of(self._ids["node"])) for _ in range(3)))
        elif name == "members":
            value = ListValueNode(values=(text(self._one_of(self._ids["person"])),))
        elif name == "nationalId":
            value = NullValueNode()  # a number is not given in the text of a query
        elif name == "first":
            value = IntValueNode(value=str(self._one_of(SIZES)))
        elif name == "after":
            value = self._one_of([NullValueNode()] * 9 + [text("e30=")])
        else:
            value = visit(value, Known(self._draw, name, self._known))
        return ArgumentNode(name=node.name, value=value)

    def leave_argument(self, node: ArgumentNode, *_: Any) -> ArgumentNode:
        type = self._info.get_input_type()
        if type is None or not self._seldom():
            return node
        value = value_from_ast_untyped(node.value)
        scalar = str(type).rstrip("!")
        if scalar in SCALARS and self._seldom():
            value = self._one_of(SCALARS[scalar])
        return ArgumentNode(name=node.name, value=self._variable(type, value))

    def leave_field(self, node: FieldNode, *_: Any) -> FieldNode:
        alias = node.alias
        if alias is None and self._seldom():
            self._aliases += 1
            alias = NameNode(value=f"a{self._aliases}")
        return FieldNode(
            alias=alias,
            name=node.name,
            arguments=node.arguments,
            selection_set=node.selection_set,
            directives=self._directives(),
        )

    def leave_selection_set(self, node: SelectionSetNode, *_: Any) -> SelectionSetNode:
        parent = self._info.get_parent_type()
        selections: list[SelectionNode] = list(node.selections)
        if self._seldom():
            selections.insert(self._draw(st.integers(0, len(selections))), FieldNode(name=NameNode(value="__typename")))
        if parent is not None and self._seldom():
            own = SelectionSetNode(selections=(self._one_of(selections),))
            on = NamedTypeNode(name=NameNode(value=parent.name))
            again: SelectionNode
            if self._seldom():
                name = NameNode(value=f"F{len(self.fragments)}")
                self.fragments.append(FragmentDefinitionNode(name=name, type_condition=on, selection_set=own))
                again = FragmentSpreadNode(name=name, directives=self._directives())
            else:
                again = InlineFragmentNode(type_condition=on, selection_set=own, directives=self._directives())
            selections.insert(self._draw(st.integers(0, len(selections))), again)
        return SelectionSetNode(selections=tuple(selections))

    def _directives(self) -> tuple[DirectiveNode, ...]:
        if self._draw(st.integers(0, 9)):
            return ()
        value = self._draw(st.booleans())
        condition: ValueNode = BooleanValueNode(value=value)
        if self._seldom():
            condition = self._variable("Boolean!", value)
        name = NameNode(value=self._one_of(["skip", "include"]))
        return (DirectiveNode(name=name, arguments=(ArgumentNode(name=NameNode(value="if"), value=condition),)),)

    def _variable(self, type: GraphQLInputType | str, value: Any) -> VariableNode:
        name = f"v{len(self.definitions)}"
        written = str(type)
        default = None
        if isinstance(type, str) or not is_nullable_type(type):
            how = "given"
        else:
            how = self._one_of(["given", "left out", "default"])
        if how == "default" and not isinstance(value, (dict, list)) and written in ("Int", "String", "ID"):
            default = parse_const_value(str(value) if isinstance(value, int) else _quoted(value))
        if how != "left out" and default is None:
            self.variables[name] = value
        variable = VariableNode(name=NameNode(value=name))
        self.definitions.append(
            VariableDefinitionNode(variable=variable, type=parse_type(written), default_value=default)
        )
        return variable

    def _one_of(self, values: Sequence[Any]) -> Any:
        return self._draw(st.sampled_from(values))

    def _seldom(self) -> bool:
        return not self._draw(st.integers(0, 3))


class Known(Visitor):
    """Puts values that mean something in the place of made-up texts."""

    def __init__(self, draw: st.DrawFn, name: str, known: Mapping[str, Sequence[str]]) -> None:
        super().__init__()
        self._draw, self._known, self._names = draw, known, [name]

    def enter_object_field(self, node: ObjectFieldNode, *_: Any) -> None:
        self._names.append(node.name.value)

    def leave_object_field(self, node: ObjectFieldNode, *_: Any) -> None:
        self._names.pop()

    def enter_string_value(self, node: StringValueNode, *_: Any) -> Node | None:
        values = self._known.get(self._names[-1])
        return None if values is None else text(self._draw(st.sampled_from(values)))


def text(value: str) -> StringValueNode:
    return StringValueNode(value=value)


def _quoted(value: Any) -> str:
    return print_ast(NullValueNode() if value is None else text(str(value)))
