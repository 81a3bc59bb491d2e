"""A compound file (OLE) of given streams, and in it the plainest Word 97 file of a text."""

from __future__ import annotations

import struct
from collections.abc import Mapping

_SECTOR = 512
_LEAST = 4096
"""A shorter stream would have to stand in the small sectors; it is filled up with zeros instead."""
_END, _FAT, _FREE, _NONE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF, 0xFFFFFFFF
_TEXT_AT = 0x800


def compound(streams: Mapping[str, bytes]) -> bytes:
    """Return the compound file that holds these streams."""
    names = sorted(streams, key=lambda name: (len(name), name.upper()))
    bodies = [_padded(streams[name]) for name in names]
    directory_sectors = (len(names) + 1 + 3) // 4
    needed = directory_sectors + sum(len(body) // _SECTOR for body in bodies)
    fats = 1
    while fats * 128 < needed + fats:
        fats += 1
    chain = [_FAT] * fats
    entries = [_entry("Root Entry", 5, 1 if names else _NONE, _NONE, _END, 0)]
    chain += _run(len(chain), directory_sectors)
    for at, (name, body) in enumerate(zip(names, bodies, strict=True), 1):
        after = at + 1 if at < len(names) else _NONE
        entries.append(_entry(name, 2, _NONE, after, len(chain), len(body)))
        chain += _run(len(chain), len(body) // _SECTOR)
    chain += [_FREE] * (fats * 128 - len(chain))
    listed = b"".join(entries).ljust(directory_sectors * _SECTOR, b"\0")
    return _header(fats) + struct.pack(f"<{len(chain)}I", *chain) + listed + b"".join(bodies)


def _padded(body: bytes) -> bytes:
    length = max(_LEAST, -(-len(body) // _SECTOR) * _SECTOR)
    return body.ljust(length, b"\0")


def _run(first: int, count: int) -> list[int]:
    return [*range(first + 1, first + count), _END]


def _entry(name: str, kind: int, child: int, after: int, first: int, size: int) -> bytes:
    encoded = (name + "\0").encode("utf-16-le")
    links = struct.pack("<III", _NONE, after, child)
    return (
        encoded.ljust(64, b"\0")
        + struct.pack("<HBB", len(encoded), kind, 1)
        + links
        + bytes(16 + 4 + 16)
        + struct.pack("<IQ", first, size)
    )


def _header(fats: int) -> bytes:
    fixed = struct.pack("<8s16sHHHHH6s", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, b"")
    counts = struct.pack("<IIIIIIIII", 0, fats, fats, 0, _LEAST, _END, 0, _END, 0)
    places = struct.pack("<109I", *range(fats), *[_FREE] * (109 - fats))
    return fixed + counts + places


def word97(text: str, *, version: int = 0xC1, flags: int = 0x0200) -> bytes:
    """Return the Word 97 file that holds this text, one paragraph a line, without any formatting."""
    words = text.replace("\n", "\r") + "\r"
    stored = words.encode("utf-16-le")
    units = len(stored) // 2
    main = bytearray(_TEXT_AT) + stored
    pieces = struct.pack("<II", 0, units) + struct.pack("<HIH", 0, _TEXT_AT, 0)
    clx = b"\x02" + struct.pack("<I", len(pieces)) + pieces
    for at, form, value in (
        (0, "<H", 0xA5EC), (2, "<H", version), (10, "<H", flags), (0x20, "<H", 14), (0x3E, "<H", 22),
        (0x4C, "<I", units), (0x98, "<H", 93), (0x1A2, "<I", 0), (0x1A6, "<I", len(clx)),
    ):  # fmt: skip
        struct.pack_into(form, main, at, value)
    return compound({"WordDocument": bytes(main), "1Table": clx})
