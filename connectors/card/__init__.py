"""A card declares how one source is read and what its rows mean; a wrong card is refused with file, line and reason.

The grammar is described in ``connectors/sources/README.md``. A card holds no code: a new source is a new file.
"""

from connectors.card.column import Column
from connectors.card.expect import Expect, RowsExpected
from connectors.card.mapped import KeyPart, MapCard, Split, When
from connectors.card.model import Model, Text, Texts, listed, own
from connectors.card.scope import Answered, ScopeCard, Where
from connectors.card.source import Connection, Contact, SourceCard, Title, stream_names
from connectors.card.stream import Doubt, Shape, Skip, StreamCard, Unpack
from connectors.card.subject import SubjectCard

__all__ = [
    "Answered",
    "Column",
    "Connection",
    "Contact",
    "Doubt",
    "Expect",
    "KeyPart",
    "MapCard",
    "Model",
    "RowsExpected",
    "ScopeCard",
    "Shape",
    "Skip",
    "SourceCard",
    "Split",
    "StreamCard",
    "SubjectCard",
    "Text",
    "Texts",
    "Title",
    "Unpack",
    "When",
    "Where",
    "listed",
    "own",
    "stream_names",
]
