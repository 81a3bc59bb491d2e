"""Archives: a ZIP file of notices becomes its members, each under its right name."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from zipfile import ZipInfo

from corpus.errors import UnreadableFile
from corpus.read.encoding import common_share
from corpus.read.kind import kind_of
from corpus.read.packed import MOST_BYTES, Packed, is_outside, open_packed

Member = tuple[str, bytes]
"""The name of a member behind those of the archives and folders that it is in, and its bytes."""

MOST_MEMBER_BYTES = 100 * 2**20
"""A member of more is no notice."""
_UTF8 = 0x800
_UNICODE_PATH = 0x7075
_HIDDEN = re.compile(r"(?:^|/)(?:\.(?!\./)|__MACOSX/|~\$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)
_UNPACK = "Unpack it, and put the files themselves, or a ZIP file of them, in its place."


def members(name: str, data: bytes) -> Iterator[Member | UnreadableFile]:
    """Yield each file in an archive, or, for one that cannot be had, the error that says why; the others still come.

    Folders, hidden files and what systems add are passed over. An archive in the archive is opened, one within that
    is refused.

    Args:
        name: the archive's name, which begins the members' names.
        data: its bytes.

    Raises:
        UnreadableFile: if the archive itself cannot be opened, or unpacks to too much. `next` raises it, not the call.
    """
    yield from _members(name, data, nested=False, left=MOST_BYTES)


def _members(name: str, data: bytes, *, nested: bool, left: int) -> Iterator[Member | UnreadableFile]:
    _refuse_others(name, data)
    packed = open_packed(name, data)
    for info in packed.infos:
        path = _path(info)
        if _HIDDEN.search(path):
            continue
        called = f"{name}/{path}"
        try:
            inner = _checked(packed, info, path, called)
        except UnreadableFile as error:
            yield error
            continue
        left -= len(inner)
        if left < 0:
            yield UnreadableFile(called, "the archives in this archive unpack to too much", "Split it.")
            return
        if kind_of(path, inner) not in ("zip", "rar", "7z", "tar", "gzip"):
            yield called, inner
        elif nested:
            yield UnreadableFile(called, "it is an archive within an archive in an archive", _UNPACK)
        else:
            yield from _opened(called, inner, left)


def _opened(name: str, data: bytes, left: int) -> Iterator[Member | UnreadableFile]:
    """Yield the members of an archive within an archive, or the error that says why it cannot be opened."""
    try:
        yield from _members(name, data, nested=True, left=left)
    except UnreadableFile as error:
        yield error


def _refuse_others(name: str, data: bytes) -> None:
    kind = kind_of(name, data)
    if kind in ("rar", "7z", "tar", "gzip"):
        raise UnreadableFile(name, f"it is a {kind} archive, of archives only ZIP is opened", _UNPACK)


def _checked(packed: Packed, info: ZipInfo, path: str, called: str) -> bytes:
    if is_outside(path):
        raise UnreadableFile(called, "its name leads out of the archive's folder", "Pack the archive anew.")
    if info.file_size > MOST_MEMBER_BYTES:
        reason = f"it has {info.file_size / 2**20:.0f} MB, expected at most {MOST_MEMBER_BYTES / 2**20:.0f}"
        raise UnreadableFile(called, reason, "Split it, or save it with smaller pictures.")
    return packed.read(info, called)


def _path(info: ZipInfo) -> str:
    """Return a member's name: in Unicode where the archive says so, else in the encoding in which it reads as a name.

    Packers on Chinese systems write GBK without saying so; `zipfile` then reads it as code page 437.
    """
    if info.flag_bits & _UTF8:
        return info.orig_filename.partition("\0")[0]
    try:
        data = info.orig_filename.partition("\0")[0].encode("cp437")
    except UnicodeEncodeError:
        return info.orig_filename
    said = _said_beside(info.extra, data)
    if said:
        return said
    for encoding in ("ascii", "utf-8", "gb18030", "big5"):
        try:
            path = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding != "gb18030" or common_share(path) >= 0.6 or not _reads(data, "big5"):
            return path
    return info.orig_filename


def _reads(data: bytes, encoding: str) -> bool:
    try:
        return common_share(data.decode(encoding)) >= 0.6
    except UnicodeDecodeError:
        return False


def _said_beside(extra: bytes, name: bytes) -> str:
    """Return the Unicode name that an archive gives beside the plain one, if it belongs to that; else nothing."""
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        field = extra[at + 4 : at + 4 + size]
        if kind == _UNICODE_PATH and len(field) > 5 and struct.unpack_from("<L", field, 1)[0] == zlib.crc32(name):
            return field[5:].decode("utf-8", "replace")
        at += 4 + size
    return ""
