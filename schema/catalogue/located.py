"""YAML data read with the line of every part, so that a wrong code is reported with its line.

Only plain data is read (no tags), and a key that is written twice is an error, not a silent overwrite.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from schema.errors import CatalogueError, InvalidValueError

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Located:
    """The content of a YAML file; ``lines`` maps a path of keys and indexes to its line, counted from 1."""

    file: str
    content: Any
    lines: dict[tuple[str | int, ...], int]

    def line(self, *path: str | int) -> int | None:
        """The line of a part, or of the nearest part around it that is written."""
        for length in range(len(path), -1, -1):
            if (found := self.lines.get(path[:length])) is not None:
                return found
        return None

    def error(self, path: tuple[str | int, ...], problem: str, expected: str) -> CatalogueError:
        return CatalogueError(self.file, self.line(*path), problem, expected)

    def rows(self, key: str) -> Iterator[tuple[tuple[str | int, ...], Any]]:
        """The entries of the list under ``key``, each with its path."""
        entries = self.content.get(key) if isinstance(self.content, dict) else None
        if not isinstance(entries, list):
            raise self.error((key,), f"no list of {key}", f"a list under the key {key}")
        for index, entry in enumerate(entries):
            yield (key, index), entry

    def model(self, kind: type[Model], path: tuple[str | int, ...], content: Any) -> Model:
        """One entry as a model; the first thing wrong with it is raised with its line."""
        try:
            return kind.model_validate(content)
        except ValidationError as error:
            found = error.errors(include_url=False)
            first = next((each for each in found if each["type"] == "extra_forbidden"), found[0])  # a misspelt field
            cause = first.get("ctx", {}).get("error")
            problem = cause.reason if isinstance(cause, InvalidValueError) else first["msg"]
            field = ".".join(str(part) for part in first["loc"])
            where = (*path, *first["loc"])
            raise self.error(where, f"{field or kind.__name__}: {problem}", _allowed(kind, first["loc"])) from None


def read(file: Path) -> Located:
    """Read one YAML file; raises ``CatalogueError`` for invalid YAML or a repeated key."""
    lines: dict[tuple[str | int, ...], int] = {}
    try:
        loader = yaml.CSafeLoader(file.read_text(encoding="utf-8"))
        try:
            root = loader.get_single_node()
            content = None if root is None else _walk(loader, root, (), lines, file.name)
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        line = None if error.problem_mark is None else error.problem_mark.line + 1
        raise CatalogueError(file.name, line, error.problem or "not YAML", "valid YAML") from None
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogueError(file.name, None, f"cannot be read ({type(error).__name__})", "a file in UTF-8") from None
    return Located(file.name, content, lines)


def _walk(
    loader: yaml.CSafeLoader,
    node: yaml.Node,
    path: tuple[str | int, ...],
    lines: dict[tuple[str | int, ...], int],
    file: str,
) -> Any:
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        mapping: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            key = loader.construct_object(key_node, deep=True)
            if key in mapping:
                line = key_node.start_mark.line + 1
                raise CatalogueError(file, line, f"the key {key} is written twice", "each key once")
            mapping[key] = _walk(loader, value_node, (*path, key), lines, file)
        return mapping
    if isinstance(node, yaml.SequenceNode):
        return [_walk(loader, item, (*path, index), lines, file) for index, item in enumerate(node.value)]
    return loader.construct_object(node, deep=True)


def _allowed(kind: type[BaseModel], location: tuple[str | int, ...]) -> str:
    field = kind.model_fields.get(str(location[0])) if location else None
    if field is not None and field.description:
        return field.description
    return f"the fields of {kind.__name__}: {', '.join(kind.model_fields)}"
