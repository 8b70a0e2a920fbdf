"""What grader and worker say to each other, one typed record per message.

How long a text and how many of them a worker may send stands in the types, and is checked on receipt; a worker that is
itself keeps to it.
"""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from msgspec import Meta

from grader.boundary.nodes import Dict, List, Node, Tuple, WireError
from grader.boundary.wire import Decoder, Encoder

MAX_NAME = 100
MAX_LABEL = 300
MAX_LINE = 200
MAX_FRAMES = 6
MAX_MESSAGE = 500  # of an exception, or a warning
MAX_WARNINGS = 5
MAX_CHANGED = 50
MAX_PATH = 200
MAX_PRINTED = 8_000
MAX_CALLABLES = 500

Name = Annotated[str, Meta(max_length=MAX_NAME)]
Label = Annotated[str, Meta(max_length=MAX_LABEL)]
Line = Annotated[str, Meta(max_length=MAX_LINE)]
LineNumber = Annotated[int, Meta(ge=0, le=10**7)]
Message = Annotated[str, Meta(max_length=MAX_MESSAGE)]
Warnings = Annotated[list[Message], Meta(max_length=MAX_WARNINGS)]
Changed = Annotated[list[Annotated[str, Meta(max_length=MAX_PATH)]], Meta(max_length=MAX_CHANGED)]
Printed = Annotated[str, Meta(max_length=MAX_PRINTED + 100)]  # and a line that says that there was more
Callables = Annotated[list[Name], Meta(max_length=MAX_CALLABLES)]


class Chunk(msgspec.Struct, frozen=True):
    """A piece of candidate source that keeps its own line numbers.

    ``label`` is the name tracebacks show; ``keep`` lists the top-level statements to run, ``None`` meaning all.
    """

    label: str
    text: str
    keep: list[int] | None = None


class Frame(msgspec.Struct, frozen=True, array_like=True):
    """One line of the candidate's code in a traceback."""

    label: Label
    line: LineNumber
    function: Name
    text: Line


class Problem(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An exception that the candidate's code raised."""

    type: Name
    message: Message
    frames: Annotated[list[Frame], Meta(max_length=MAX_FRAMES)] = []
    not_written: bool = False  # NotImplementedError: the stub as it was
    out_of_memory: bool = False


class Load(msgspec.Struct, frozen=True, tag=True, tag_field="is"):
    """Run a source. Its :class:`Texts` travel behind the header, packed: they may exceed the header's limit."""

    memory: int
    cpu_seconds: int


class Texts(msgspec.Struct, frozen=True):
    """What a worker runs: the stub's given block, then the candidate's chunks.

    With ``own_first``, given functions that the candidate brings along stay the candidate's. ``packages`` may be
    imported, besides numpy and the standard library.
    """

    given: str
    chunks: list[Chunk]
    own_first: bool = False
    packages: list[str] = []


class Call(msgspec.Struct, frozen=True, tag=True, tag_field="is"):
    """Call a function of the candidate's module."""

    id: int
    function: str
    args: Tuple
    kwargs: Dict


class Rebind(msgspec.Struct, frozen=True, tag=True, tag_field="is"):
    """Let names of the candidate's module mean functions of the grader, until the next ``Rebind``."""

    numbers: dict[str, int]


class CallbackValue(msgspec.Struct, frozen=True, tag=True, tag_field="is"):
    """What a function of the grader returned."""

    value: Node


class CallbackRaised(msgspec.Struct, frozen=True, tag=True, tag_field="is"):
    """What a function of the grader raised."""

    type: str
    message: str


class Loaded(msgspec.Struct, frozen=True, tag=True, tag_field="is", forbid_unknown_fields=True):
    """The source ran to its end; ``callables`` are the functions it defines."""

    callables: Callables
    printed: Printed


class LoadFailed(msgspec.Struct, frozen=True, tag=True, tag_field="is", forbid_unknown_fields=True):
    """The source could not be run."""

    problem: Problem
    printed: Printed


class Returned(msgspec.Struct, frozen=True, tag=True, tag_field="is", forbid_unknown_fields=True):
    """A call returned."""

    id: int
    value: Node
    changed: Changed
    warnings: Warnings
    printed: Printed


class Raised(msgspec.Struct, frozen=True, tag=True, tag_field="is", forbid_unknown_fields=True):
    """A call raised."""

    id: int
    problem: Problem
    warnings: Warnings
    printed: Printed


class CallbackCall(msgspec.Struct, frozen=True, tag=True, tag_field="is", forbid_unknown_fields=True):
    """The candidate's code calls a function of the grader."""

    number: int
    args: List
    kwargs: Dict


ToWorker = Load | Call | Rebind | CallbackValue | CallbackRaised
FromWorker = Loaded | LoadFailed | Returned | Raised | CallbackCall

_encoder = msgspec.msgpack.Encoder()
_texts = msgspec.msgpack.Decoder(Texts)
_to_worker: msgspec.msgpack.Decoder[ToWorker] = msgspec.msgpack.Decoder(ToWorker)
_from_worker: msgspec.msgpack.Decoder[FromWorker] = msgspec.msgpack.Decoder(FromWorker)


def pack(message: ToWorker | FromWorker) -> bytes:
    """Return the header that carries ``message``."""
    return _encoder.encode(message)


def pack_texts(texts: Texts) -> bytes:
    """Return the bytes that follow a :class:`Load` header."""
    return _encoder.encode(texts)


def unpack_texts(payload: bytes) -> Texts:
    """Rebuild the texts that followed a :class:`Load` header."""
    return _texts.decode(payload)


def unpack_to_worker(header: bytes) -> ToWorker:
    """Rebuild a message of the grader's."""
    return _to_worker.decode(header)


def unpack_from_worker(header: bytes) -> FromWorker:
    """Rebuild a message of the worker's, believing nothing.

    Raises
    ------
    WireError
        If the header is not exactly one known message.
    """
    try:
        return _from_worker.decode(header)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError, ValueError) as error:
        raise WireError(f"not a message: {type(error).__name__}") from None


def encode_arguments(encoder: Encoder, args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[Tuple, Dict]:
    """Return the nodes of a call's arguments."""
    positional = Tuple([encoder.encode(value, 1) for value in args])
    return positional, Dict(list(kwargs), [encoder.encode(value, 1) for value in kwargs.values()])


def decode_arguments(decoder: Decoder, args: Tuple | List, kwargs: Dict) -> tuple[list[Any], dict[str, Any]]:
    """Rebuild a call's arguments."""
    positional = [decoder.decode(node, 1) for node in args.items]
    named = decoder.decode(kwargs, 0)
    decoder.finish()
    return positional, named
