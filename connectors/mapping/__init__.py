"""From raw rows to facts or rejections: a stream's card compiled once for each header."""

from connectors.mapping.mapping import Content, Mapping

__all__ = ["Content", "Mapping"]
