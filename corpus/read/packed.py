"""Packed: ZIP files opened with bounds, so that a hostile one costs neither memory nor a file outside its place."""

from __future__ import annotations

import io
import posixpath
import re
import zlib
from dataclasses import dataclass
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from corpus.errors import UnreadableFile

MOST_MEMBERS = 5_000
MOST_BYTES = 512 * 2**20
"""As much as the members of one file may hold together, unpacked."""
_MOST_RATIO = 200
_SMALL = 2**20
"""A member that unpacks to no more is no bomb, however well it was packed."""
_ENCRYPTED = 0x1
_CORRUPT = (BadZipFile, LargeZipFile, EOFError, OSError, NotImplementedError, ValueError, RuntimeError, zlib.error)
"""What `zipfile` raises for a damaged member, or one packed in a way that it does not know."""
_AGAIN = "Fetch or pack the file again."


@dataclass(frozen=True, slots=True)
class Packed:
    """An open ZIP file; `name` is what the file is called."""

    name: str
    archive: ZipFile

    @property
    def infos(self) -> list[ZipInfo]:
        """What the archive says of each member, folders left out."""
        return [info for info in self.archive.infolist() if not info.is_dir()]

    def read(self, info: ZipInfo, called: str = "") -> bytes:
        """Return the bytes of a member; `called` is its name in an error, the archive's own if there is none.

        Raises:
            UnreadableFile: if it is encrypted, damaged, or a bomb.
        """
        name = called or self.name
        if info.flag_bits & _ENCRYPTED:
            raise UnreadableFile(name, f"{info.filename} is encrypted", "Unpack it with its password and put it back.")
        if info.file_size > _SMALL and info.file_size > _MOST_RATIO * max(info.compress_size, 1):
            reason = f"{info.filename} unpacks to {info.file_size // max(info.compress_size, 1)} times its size"
            raise UnreadableFile(name, f"{reason}, expected at most {_MOST_RATIO}", "Leave it out.")
        try:
            return self.archive.read(info)
        except _CORRUPT as error:
            raise UnreadableFile(name, f"{info.filename} in it is damaged ({error})", _AGAIN) from error


def open_packed(name: str, data: bytes) -> Packed:
    """Return the ZIP file that `data`, the bytes of the file called `name`, is.

    Raises:
        UnreadableFile: if it is none, is cut off, or holds more than a notice or a folder of notices does.
    """
    try:
        archive = ZipFile(io.BytesIO(data))
    except _CORRUPT as error:
        raise UnreadableFile(name, f"it is no complete ZIP file ({error})", _AGAIN) from error
    infos = archive.infolist()
    total = sum(info.file_size for info in infos)
    if len(infos) > MOST_MEMBERS:
        raise UnreadableFile(name, f"it holds {len(infos):,} files, expected at most {MOST_MEMBERS:,}", "Split it.")
    if total > MOST_BYTES:
        reason = f"it unpacks to {total / 2**20:.0f} MB, expected at most {MOST_BYTES / 2**20:.0f}"
        raise UnreadableFile(name, reason, "Split it, or leave out what is no notice.")
    return Packed(name, archive)


def is_outside(path: str) -> bool:
    """Whether a member's name leads out of the folder that it would be unpacked to, or is no name on every system."""
    return (
        path.startswith(("/", "~/"))
        or "\\" in path
        or re.match(r"[A-Za-z]:", path) is not None
        or ".." in path.split("/")
        or any(ord(c) < 32 for c in path)
        or posixpath.normpath(path) in (".", "")
    )
