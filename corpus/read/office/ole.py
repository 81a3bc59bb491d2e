"""OLE: the streams of a compound file, in which Word and Excel stored documents until 2003."""

from __future__ import annotations

import io

from corpus.errors import UnreadableFile
from corpus.read.kind import OLE, kind_of

_PASSWORD = "Open it with its password, save it without one and put that file in its place."
_AGAIN = "Open it in Word or WPS, save it again and put that file in its place."
_ENDINGS = {"ole-word": "doc", "ole-sheet": "xls", "ole-slides": "ppt"}
_MOST_BYTES = 128 * 2**20


def refuse_ole(name: str, data: bytes, wanted: str) -> None:
    """Pass over what is no compound file.

    Raises:
        UnreadableFile: if `data` are empty, an Office file under a password, or one in the format of 2003 and before
            though `wanted` was expected.
    """
    if not data.strip(b"\0 \r\n\t"):
        raise UnreadableFile(name, f"the file is empty, {wanted} was expected", "Put the complete file in its place.")
    if not data.startswith(OLE):
        return
    kind = kind_of(name, data)
    if kind == "ole-encrypted":
        raise UnreadableFile(name, "the file is encrypted with a password", _PASSWORD)
    ending = _ENDINGS.get(kind or "")
    remedy = f"Name it .{ending}." if ending else _AGAIN
    raise UnreadableFile(name, f"the file is {ending or kind} by its bytes, {wanted} was expected", remedy)


class Streams:
    """The streams of one compound file."""

    def __init__(self, name: str, data: bytes) -> None:
        """Open the compound file that `data`, the bytes of the file called `name`, are.

        Raises:
            UnreadableFile: if they are none, it is damaged, or it holds an encrypted newer file.
        """
        # A tenth of a second that only files of Word and Excel 2003 and before need.
        import olefile

        self._name = name
        self._errors = (
            OSError,
            ValueError,
            IndexError,
            KeyError,
            TypeError,
            AttributeError,
            OverflowError,
            RecursionError,
            MemoryError,
        )
        if not data.startswith(OLE):
            found = kind_of(name, data) or "no such file"
            raise UnreadableFile(name, f"the file is {found} by its bytes, a compound file was expected", _AGAIN)
        try:
            self._file = olefile.OleFileIO(io.BytesIO(data))
        except self._errors as error:
            raise UnreadableFile(name, "the compound file is damaged or cut off", _AGAIN) from error
        if "EncryptedPackage" in self:
            raise UnreadableFile(name, "the file is encrypted with a password", _PASSWORD)

    def __contains__(self, stream: str) -> bool:
        return bool(self._file.exists(stream))

    def pages(self) -> int | None:
        """Return how many pages the file says that it had when it was last saved, None if it does not say."""
        try:
            count = self._file.get_metadata().num_pages
        except self._errors:
            return None
        return count if isinstance(count, int) else None

    def read(self, stream: str) -> bytes:
        """Return the bytes of a stream.

        Raises:
            UnreadableFile: if it is missing, damaged or too large.
        """
        try:
            if self._file.get_size(stream) > _MOST_BYTES:
                raise UnreadableFile(self._name, f"the stream {stream} is too large", "Split the file.")
            return bytes(self._file.openstream(stream).read())
        except self._errors as error:
            raise UnreadableFile(self._name, f"the stream {stream} is missing or damaged", _AGAIN) from error
