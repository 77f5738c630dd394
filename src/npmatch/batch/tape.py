"""The physical lines of a file, in blocks: their bytes and their text, found as quickly as Python can.

A block ends where a line ends, so that no character and no line is cut in two. A line longer than a row may be is
never held as a whole: its beginning is kept, its length counted, its rest read over. Whoever wants the rest reads it
piece by piece.
"""

import io
import re
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate, pairwise
from typing import BinaryIO

BLOCK = 1 << 18
"""Bytes that are read at a time."""

ROW_LIMIT = 1 << 20
"""Bytes of the longest row that is read: more is a quote left open, and would swallow the file."""


class Block:
    """Whole lines, and what has to be minded in them.

    ``giant`` is the length of the only line of the block, if it is too long to be read: no more than its beginning
    is there.
    """

    def __init__(self, data: bytes, encoding: str, giant: int = 0) -> None:
        self.data = data
        self.giant = giant
        self._encoding = encoding

    @property
    def undecodable(self) -> bool:
        """Whether the bytes are not all text; there is no `text` then."""
        return self._decoded is None

    @property
    def text(self) -> str:
        """The text of the lines, as far as there is some."""
        return self._decoded or ""

    def has(self, characters: str) -> bool:
        """Say whether these characters stand in the text; it is looked for in the bytes, which are fewer."""
        if self._encoding.startswith("utf-16"):
            return characters in self.text
        try:
            return characters.encode(self._encoding) in self.data
        except UnicodeEncodeError:
            return False

    @cached_property
    def _decoded(self) -> str | None:
        try:
            return self.data.decode(self._encoding, errors="replace" if self.giant else "strict")
        except UnicodeDecodeError:
            return None


class Tape:
    """Reads a stream from a place on, block by block, in an encoding of which a line end is a single byte.

    ``returns`` says that a lone carriage return ends a line, too.
    """

    def __init__(
        self, stream: BinaryIO, offset: int, encoding: str, *, returns: bool = False, size: int = BLOCK
    ) -> None:
        self.encoding = encoding
        self._stream = stream
        self._place = offset
        self._returns = returns
        self._size = size
        self._carry = b""
        self._ended = False

    def read(self) -> Block | None:
        """Return the next block, None at the end of the file. Raises OSError if the stream cannot be read."""
        data = self._carry
        while True:
            data += self._more()
            cut = len(data) if self._ended else self._last_end(self._settled(data))
            if self._ended or cut or len(data) > ROW_LIMIT:
                break
        if not data:
            return None
        if len(data) > ROW_LIMIT and not self._first_end(data[:ROW_LIMIT]):
            return self._giant(data)
        self._carry = data[cut:]
        return Block(data[:cut], self.encoding)

    def raws(self, block: Block) -> list[bytes]:
        """Return the lines of a block with their ends, as bytes."""
        return block.data.splitlines(keepends=True) if self._returns else list(io.BytesIO(block.data))

    def texts(self, block: Block) -> list[str]:
        """Return the lines of a block with their ends, as text; what is no text is replaced."""
        if block.undecodable:
            return [raw.decode(self.encoding, errors="replace") for raw in self.raws(block)]
        return self._lines(block.text)

    def between(self, start: int, end: int) -> Iterator[bytes]:
        """Give the bytes between two places, as many at a time as a block has. Raises OSError if they are not there."""
        while start < end:
            self._stream.seek(start)
            data = self._stream.read(min(self._size, end - start))
            if not data:
                raise OSError
            start += len(data)
            yield data

    def _lines(self, text: str) -> list[str]:
        # The other ways of the standard library to part lines part at more signs than these.
        return list(io.StringIO(text, newline="" if self._returns else "\n"))

    def _more(self) -> bytes:
        # Between two blocks others may read elsewhere.
        self._stream.seek(self._place)
        data = self._stream.read(self._size)
        self._place += len(data)
        self._ended = not data
        # Who began with little and is still reading would else part a long row into very many blocks.
        self._size = max(self._size, min(2 * self._size, BLOCK))
        return data

    def _giant(self, data: bytes) -> Block:
        """Read over a line that is too long; keep its beginning."""
        begin, size = data[:ROW_LIMIT], 0
        while not (end := self._first_end(self._settled(data))) and not self._ended:
            # A line end may be cut in two by the end of the data; in UTF-16 an odd byte is half a character.
            kept = 4 + len(data) % 2
            size += len(data) - kept
            data = data[-kept:] + self._more()
        end = end or len(data)
        self._carry = data[end:]
        return Block(begin, self.encoding, giant=size + end)

    def _settled(self, data: bytes) -> bytes:
        """Return the data without a carriage return at their end that may be half of a line end."""
        return data[:-2] if self._returns and not self._ended else data

    def _first_end(self, data: bytes) -> int:
        """Return where the first line ends, 0 if it goes on."""
        found = re.search(rb"\r\n?|\n" if self._returns else rb"\n", data)
        return found.end() if found else 0

    def _last_end(self, data: bytes) -> int:
        """Return where the last whole line ends, 0 if there is none."""
        return max(data.rfind(b"\n"), data.rfind(b"\r") if self._returns else -1) + 1


class WideTape(Tape):
    """Reads UTF-16, in which a line end is found only by reading the text: its bytes stand within other letters."""

    def raws(self, block: Block) -> list[bytes]:
        """Return the lines of a block with their ends, as bytes; half a character at the very end is kept."""
        data, ends = block.data, accumulate((2 * len(line) for line in self.texts(block)), initial=0)
        if len(data) == 2 * len(block.text):
            return [data[start:end] for start, end in pairwise(ends)]
        raws = [line.encode(self.encoding, errors="surrogatepass") for line in self.texts(block)]
        if len(block.data) % 2:
            raws[-1] += block.data[-1:]
        return raws

    def texts(self, block: Block) -> list[str]:
        """Return the lines of a block with their ends, as text; halves of characters are kept as they are."""
        texts = self._lines(self._read_text(block.data))
        return texts or [""] * (len(block.data) % 2)

    def _read_text(self, data: bytes) -> str:
        return data[: len(data) & ~1].decode(self.encoding, errors="surrogatepass")

    def _first_end(self, data: bytes) -> int:
        text = self._read_text(data)
        found = re.search(r"\r\n?|\n" if self._returns else r"\n", text)
        return len(text[: found.end()].encode(self.encoding, errors="surrogatepass")) if found else 0

    def _last_end(self, data: bytes) -> int:
        text = self._read_text(data)
        end = max(text.rfind("\n"), text.rfind("\r") if self._returns else -1) + 1
        rest = len(text[end:].encode(self.encoding, errors="surrogatepass"))
        return len(data) - len(data) % 2 - rest if end else 0


def open_tape(stream: BinaryIO, offset: int, encoding: str, *, returns: bool = False, size: int = BLOCK) -> Tape:
    r"""Return a tape of the stream from the offset on.

    >>> tape = open_tape(io.BytesIO(b"a;b\n1;2\n"), 4, "utf-8")
    >>> tape.texts(tape.read())
    ['1;2\n']
    """
    kind = WideTape if encoding.startswith("utf-16") else Tape
    return kind(stream, offset, encoding, returns=returns, size=size)
