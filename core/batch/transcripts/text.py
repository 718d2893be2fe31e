"""Text in another encoding than UTF-8, or with other line ends than those of today, becomes text as it is read here."""

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from core.batch.choices import ReadingChoices
from core.batch.layout import BOM
from core.batch.source import Source
from core.batch.transcripts.encoding import UTF_8, WORDS, find_codec
from core.batch.transcripts.line_ends import LineEnds, are_unusual
from core.batch.transcripts.room import Transcript
from core.errors import FileError
from core.progress import Report

_PIECE = 1 << 20
_TAIL = 1 << 10
_END_MARK = b"\x1a"
"""With which old systems end a text."""
_MARK = "\ufeff"


class Text(NamedTuple):
    """A text file.

    Attributes:
        source: the file without its end mark.
        codec: Python's name of its encoding.
        has_unusual_ends: whether its lines end as those of today do not.
    """

    source: Source
    codec: str
    has_unusual_ends: bool

    @property
    def is_plain(self) -> bool:
        """Whether it can be read as it is."""
        return self.codec == UTF_8 and not self.has_unusual_ends


def recognise(source: Source, choices: ReadingChoices, report: Report) -> Text:
    """Find out how a text file is to be read; see ``find_codec`` for what is raised."""
    source = _without_end_mark(source)
    codec = find_codec(source, choices.encoding, lambda: report(0.0, f"Looking through {source.path.name}"))
    head = source.head.decode(codec, "ignore").removeprefix(_MARK)
    return Text(source, codec, are_unusual(head.encode()))


def transcribe_text(text: Text, folder: Path, report: Report) -> Source:
    """Write the text as UTF-8 with usual line ends.

    Raises:
        FileError: it is not text in that encoding, it cannot be read, or there is no room.
    """
    source, reading = text.source, []
    ends = LineEnds() if text.has_unusual_ends else None
    with Transcript(folder / "text.csv", source) as transcript:
        transcript.write(BOM)
        for data, final in _decoded(text, report):
            transcript.write(ends.mended(data, final=final) if ends else data)
    if text.codec != UTF_8:
        reading.append(f"Read as {WORDS[text.codec]} text.")
    if ends:
        reading.append("Its lines end in an old or faulty way (CR, or CR CR LF); each of these counts as one line end.")
    return source.read_from(transcript.path, *reading)


def _decoded(text: Text, report: Report) -> Iterator[tuple[bytes, bool]]:
    """The text in UTF-8 without a byte order mark, piece by piece, and whether it ends with the piece."""
    source = text.source
    decoder = codecs.getincrementaldecoder(text.codec)()
    done, lines = 0, 1
    for data, final in source.pieces(0, _PIECE):
        try:
            letters = decoder.decode(data, final and not source.sample)
        except UnicodeDecodeError as error:
            line = lines + error.object[: error.start].decode(text.codec, "ignore").count("\n")
            raise FileError(
                f"{source.path.name} is not {WORDS.get(text.codec, 'UTF-8')} text, as line {line} shows. Save it as "
                "'CSV UTF-8' and try again."
            ) from error
        yield (letters if done else letters.removeprefix(_MARK)).encode(), final
        lines += letters.count("\n")
        done += len(data)
        report(done / source.size, f"Reading {source.path.name}")


def _without_end_mark(source: Source) -> Source:
    tail = b"".join(piece.data for piece in source.pieces(max(source.size - _TAIL, 0), _TAIL))
    surplus = len(tail) - len(tail.rstrip(_END_MARK))
    return source.shortened(source.size - surplus) if surplus else source
