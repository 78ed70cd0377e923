"""Wide and deep selections over a schema, drawn from a seed: what hypothesis-graphql draws seldom goes below a list."""

from __future__ import annotations

from random import Random

from graphql import (
    ArgumentNode,
    BooleanValueNode,
    DocumentNode,
    EnumValueNode,
    FieldNode,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    NamedTypeNode,
    NameNode,
    ObjectFieldNode,
    ObjectValueNode,
    OperationDefinitionNode,
    OperationType,
    SelectionNode,
    SelectionSetNode,
    StringValueNode,
    ValueNode,
    get_named_type,
)

DEPTH = 6


class Grown:
    """``texts`` are literals of scalars by the scalar's name."""

    def __init__(self, schema: GraphQLSchema, seed: int, texts: dict[str, str]) -> None:
        self._schema = schema
        self._chance = Random(seed)
        self._texts = texts

    def document(self, roots: list[str]) -> DocumentNode:
        query = self._schema.query_type
        assert query is not None
        selections = tuple(self._field(name, query.fields[name], DEPTH) for name in roots)
        return DocumentNode(
            definitions=(
                OperationDefinitionNode(
                    operation=OperationType.QUERY, selection_set=SelectionSetNode(selections=selections)
                ),
            )
        )

    def _field(self, name: str, field: GraphQLField, depth: int) -> FieldNode:
        arguments = tuple(
            ArgumentNode(name=NameNode(value=key), value=self._literal(argument.type))
            for key, argument in field.args.items()
            if (isinstance(argument.type, GraphQLNonNull) and argument.default is None)
            or key == "id"
            or not self._chance.randrange(4)
        )
        return FieldNode(
            name=NameNode(value=name), arguments=arguments, selection_set=self._below(get_named_type(field.type), depth)
        )

    def _below(self, type: object, depth: int) -> SelectionSetNode | None:
        if not isinstance(type, (GraphQLObjectType, GraphQLInterfaceType)):
            return None
        selections = self._of(type, depth)
        if isinstance(type, GraphQLInterfaceType):
            kinds = self._schema.get_possible_types(type)
            for kind in self._chance.sample(kinds, k=min(len(kinds), 8)):
                on = NamedTypeNode(name=NameNode(value=kind.name))
                own = SelectionSetNode(selections=tuple(self._of(kind, depth)))
                selections.append(InlineFragmentNode(type_condition=on, selection_set=own))
        return SelectionSetNode(selections=tuple(selections))

    def _of(self, type: GraphQLObjectType | GraphQLInterfaceType, depth: int) -> list[SelectionNode]:
        fields = [
            (name, field)
            for name, field in type.fields.items()
            if depth > 1 or not isinstance(get_named_type(field.type), (GraphQLObjectType, GraphQLInterfaceType))
        ]
        chosen = self._chance.sample(fields, k=min(len(fields), self._chance.randint(2, 9)))
        return [
            FieldNode(name=NameNode(value="__typename")),
            *(self._field(name, field, depth - 1) for name, field in chosen),
        ]

    def _literal(self, type: GraphQLInputType) -> ValueNode:
        match type:
            case GraphQLNonNull():
                return self._literal(type.of_type)
            case GraphQLList():
                return ListValueNode(values=(self._literal(type.of_type),))
            case GraphQLEnumType():
                return EnumValueNode(value=self._chance.choice(sorted(type.values)))
            case GraphQLInputObjectType():
                names = self._chance.sample(sorted(type.fields), k=min(2, len(type.fields)))
                return ObjectValueNode(
                    fields=tuple(
                        ObjectFieldNode(name=NameNode(value=name), value=self._literal(type.fields[name].type))
                        for name in names
                    )
                )
        if type.name == "Int":
            return IntValueNode(value="1")
        if type.name == "Boolean":
            return BooleanValueNode(value=True)
        return StringValueNode(value=self._texts.get(type.name, "x"))
