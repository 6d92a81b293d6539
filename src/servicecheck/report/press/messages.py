"""What goes through the pipes between the press and a child: a head in JSON, then parts as they are.

Only the press sends anything that is unpickled. What comes back from a child, which has read a stranger's template, is
read as text and bytes, and only up to a limit.
"""

import json
import struct
from collections.abc import Sequence
from typing import BinaryIO, TypeAlias

_LENGTH = struct.Struct(">I")
_LONGEST_HEAD = 1 << 22

Head: TypeAlias = dict[str, object]
Message: TypeAlias = tuple[Head, list[bytes]]


def send(stream: BinaryIO, head: Head, parts: Sequence[bytes] = ()) -> None:
    """Write one message."""
    written = json.dumps({**head, "sizes": [len(part) for part in parts]}).encode()
    stream.write(b"".join((_LENGTH.pack(len(written)), written, *parts)))
    stream.flush()


def receive(stream: BinaryIO, most: int) -> Message:
    """The next message, of at most *most* bytes. Raises EOFError where there is none, or a larger one."""
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    if length > _LONGEST_HEAD:
        raise EOFError
    head = json.loads(_exactly(stream, length))
    sizes = head.pop("sizes")
    if sum(sizes) > most:
        raise EOFError
    return head, [_exactly(stream, size) for size in sizes]


def _exactly(stream: BinaryIO, size: int) -> bytes:
    content = stream.read(size)
    if len(content) != size:
        raise EOFError
    return content
