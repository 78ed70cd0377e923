"""The kind ``files``: what its streams may say, and its connector."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from connectors import problem
from connectors.base import Delivery
from connectors.card import Kind, SourceCard, StreamCard
from connectors.environment import expanded
from schema.message import Message

if TYPE_CHECKING:
    from connectors.kinds.files import FilesConnector


class FilesKind:
    """Deliveries in a folder."""

    kind = Kind.FILES
    title = Message("文件", "files")
    address = "path"
    previews_source = False

    def problems(self, stream: StreamCard, here: problem.Path) -> Iterator[problem.Problem]:
        if stream.query is not None or stream.scope.query is not None or stream.page_by:
            yield problem.problem(
                (*here, "query"), ("文件数据流没有 query", "a file stream has no query"), ("file", "file")
            )

    def connector(self, card: SourceCard, env: Mapping[str, str]) -> FilesConnector:
        from connectors.kinds.files import FilesConnector, Handling

        return FilesConnector(card, Path(expanded(card, card.connection.path or "", env)), Handling.of(env))

    def sample(self, card: SourceCard, stream: StreamCard, path: Path) -> Delivery:
        from connectors.kinds.files import FilesConnector

        return FilesConnector(card, path.parent).sample(stream, path)
