"""From raw rows to facts or rejections: a stream's card compiled once for each header."""

from connectors.mapping.row_mapper import Content, RowMapper

__all__ = ["Content", "RowMapper"]
