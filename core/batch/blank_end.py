"""Where the rows of a text end: blank rows below the last one, as a spreadsheet saves them, are none."""

from core.batch.source import Source

_BLOCK = 1 << 16


def without_blank_end(source: Source, start: int, separator: bytes) -> Source:
    """The same source without the lines at its end in which there are only blanks and separators.

    Args:
        source: a text.
        start: where its first row begins, in bytes.
        separator: a single byte.
    """
    solid = _solid_end(source, start, b" \r\n" + separator)
    end = _line_end(source, solid) if solid > start else start
    return source if end >= source.size else source.shortened(end)


def _solid_end(source: Source, start: int, blank: bytes) -> int:
    """Behind the last byte that is not blank; ``start`` when there is none."""
    end = source.size
    while end > start:
        begin = max(end - _BLOCK, start)
        block = next(source.pieces(begin, end - begin)).data
        solid = len(block.rstrip(blank))
        if solid:
            return begin + solid
        end = begin
    return start


def _line_end(source: Source, position: int) -> int:
    """Behind the line end at or after a position."""
    for piece, _ in source.pieces(position, _BLOCK):
        found = piece.find(b"\n")
        if found >= 0:
            return position + found + 1
        position += len(piece)
    return position
