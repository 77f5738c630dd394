"""Arrow columns without a library: the structs of the C data interface, filled by hand."""

import ctypes
import struct
from collections.abc import Sequence
from typing import Any, TypeVar

_CAPSULE = ctypes.pythonapi.PyCapsule_New
_CAPSULE.restype = ctypes.py_object
_CAPSULE.argtypes = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p)
_Thing = TypeVar("_Thing")
_KEPT: list[Any] = []
"""What capsules point to; it lives as long as the process, which is a test."""


class Schema(ctypes.Structure):
    pass


class Array(ctypes.Structure):
    pass


class Stream(ctypes.Structure):
    pass


_RELEASE_SCHEMA = ctypes.CFUNCTYPE(None, ctypes.POINTER(Schema))
_RELEASE_ARRAY = ctypes.CFUNCTYPE(None, ctypes.POINTER(Array))
_GET_SCHEMA = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(Stream), ctypes.POINTER(Schema))
_GET_NEXT = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(Stream), ctypes.POINTER(Array))

Schema._fields_ = [
    ("format", ctypes.c_char_p),
    ("name", ctypes.c_char_p),
    ("metadata", ctypes.c_char_p),
    ("flags", ctypes.c_int64),
    ("n_children", ctypes.c_int64),
    ("children", ctypes.c_void_p),
    ("dictionary", ctypes.POINTER(Schema)),
    ("release", _RELEASE_SCHEMA),
    ("private_data", ctypes.c_void_p),
]
Array._fields_ = [
    ("length", ctypes.c_int64),
    ("null_count", ctypes.c_int64),
    ("offset", ctypes.c_int64),
    ("n_buffers", ctypes.c_int64),
    ("n_children", ctypes.c_int64),
    ("buffers", ctypes.POINTER(ctypes.c_void_p)),
    ("children", ctypes.c_void_p),
    ("dictionary", ctypes.POINTER(Array)),
    ("release", _RELEASE_ARRAY),
    ("private_data", ctypes.c_void_p),
]
Stream._fields_ = [
    ("get_schema", _GET_SCHEMA),
    ("get_next", _GET_NEXT),
    ("get_last_error", ctypes.c_void_p),
    ("release", ctypes.c_void_p),
    ("private_data", ctypes.c_void_p),
]


def _kept(thing: _Thing) -> _Thing:
    _KEPT.append(thing)
    return thing


released: list[str] = []


def _let_schema_go(schema: Any) -> None:  # noqa: ANN401  # a pointer of ctypes
    schema.contents.release = _RELEASE_SCHEMA()
    released.append("schema")


def _let_array_go(array: Any) -> None:  # noqa: ANN401  # the same
    array.contents.release = _RELEASE_ARRAY()
    released.append("array")


_release_schema, _release_array = _RELEASE_SCHEMA(_let_schema_go), _RELEASE_ARRAY(_let_array_go)


def schema(text: str, dictionary: Schema | None = None) -> Schema:
    made = _kept(Schema(format=text.encode(), release=_release_schema))
    if dictionary is not None:
        made.dictionary = ctypes.pointer(dictionary)
    return made


def array(length: int, buffers: Sequence[bytes | None], offset: int = 0, dictionary: Array | None = None) -> Array:
    held = [None if each is None else _kept(ctypes.create_string_buffer(each, len(each) + 1)) for each in buffers]
    pointers = (ctypes.c_void_p * max(len(held), 1))(
        *[None if each is None else ctypes.cast(each, ctypes.c_void_p) for each in held]
    )
    made = _kept(Array(length=length, offset=offset, n_buffers=len(held), buffers=_kept(pointers)))
    made.release = _release_array
    if dictionary is not None:
        made.dictionary = ctypes.pointer(dictionary)
    return made


def _valid(cells: Sequence[str | None]) -> bytes:
    bits = sum((cell is not None) << place for place, cell in enumerate(cells))
    return bits.to_bytes(len(cells) // 8 + 1, "little")


def texts(kind: str, cells: Sequence[str | None]) -> Array:
    """An array of ``u``, ``U`` or ``vu``; its first cell stands behind an offset, so that one is there."""
    given = ["before", *cells]
    encoded = [(cell or "").encode() for cell in given]
    if kind == "vu":
        return _views(given, encoded)
    ends = [sum(map(len, encoded[:place])) for place in range(len(encoded) + 1)]
    offsets = struct.pack(f"{len(ends)}{'i' if kind == 'u' else 'q'}", *ends)
    return array(len(cells), [_valid(given), offsets, b"".join(encoded)], offset=1)


def _views(cells: Sequence[str | None], encoded: Sequence[bytes]) -> Array:
    views, data = b"", b""
    for cell in encoded:
        if len(cell) <= 12:
            views += struct.pack("i12s", len(cell), cell)
        else:
            views += struct.pack("i4sii", len(cell), cell, 0, len(data))
            data += cell
    return array(len(cells) - 1, [_valid(cells), views, data, struct.pack("q", len(data))], offset=1)


class Column:
    """An array with the PyCapsule interface."""

    def __init__(self, described: Schema, chunk: Array) -> None:
        self._described, self._chunk = described, chunk

    def __arrow_c_array__(self, requested_schema: object = None) -> tuple[Any, Any]:
        del requested_schema
        described = _CAPSULE(ctypes.addressof(self._described), b"arrow_schema", None)
        return described, _CAPSULE(ctypes.addressof(self._chunk), b"arrow_array", None)


class Chunked:
    """Arrays one after the other, with the PyCapsule interface; ``fails``: the stream breaks off at the end."""

    def __init__(self, described: Schema, chunks: Sequence[Array], *, fails: bool = False) -> None:
        waiting = list(chunks)

        def get_schema(_: Any, out: Any) -> int:  # noqa: ANN401  # pointers of ctypes
            ctypes.memmove(out, ctypes.byref(described), ctypes.sizeof(Schema))
            return 0

        def get_next(_: Any, out: Any) -> int:  # noqa: ANN401  # the same
            if waiting:
                ctypes.memmove(out, ctypes.byref(waiting.pop(0)), ctypes.sizeof(Array))
                return 0
            ctypes.memset(out, 0, ctypes.sizeof(Array))
            return int(fails)

        self._stream = _kept(Stream(get_schema=_GET_SCHEMA(get_schema), get_next=_GET_NEXT(get_next)))

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        del requested_schema
        stream: object = _CAPSULE(ctypes.addressof(self._stream), b"arrow_array_stream", None)
        return stream
