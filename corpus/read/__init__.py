"""Readers: one module a file format, and the table that chooses among them by what a file is, not by its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path

from corpus.errors import UnreadableFile
from corpus.read.archive import members
from corpus.read.document import Document, Reader
from corpus.read.kind import kind_of

READERS: Mapping[str, tuple[str, str]] = {
    "text": ("corpus.read.text", "read_plain"),
    "markdown": ("corpus.read.text", "read_markdown"),
    "html": ("corpus.read.html", "read_html"),
    "mhtml": ("corpus.read.mhtml", "read_mhtml"),
    "docx": ("corpus.read.docx", "read_docx"),
    "xlsx": ("corpus.read.xlsx", "read_xlsx"),
    "ole-word": ("corpus.read.doc", "read_doc"),
    "ole-sheet": ("corpus.read.xls", "read_xls"),
    "ole-encrypted": ("corpus.read.docx", "read_docx"),
    "rtf": ("corpus.read.rtf", "read_rtf"),
    "pdf": ("corpus.read.pdf", "read_pdf"),
    "image": ("corpus.read.image", "read_image"),
    "ofd": ("corpus.read.ofd", "read_ofd"),
}
"""For each kind of file the module and the name of its reader, which is loaded when a file of that kind comes.

An Office file under a password is refused by the reader of the newer format, which knows what to say.
"""

ENDINGS = (
    "txt, md, html, mht, docx, doc, wps, rtf, xlsx, xls, et, pdf, ofd, png, jpg, tif, bmp, webp, or a zip file of these"
)
"""What a keeper is told may be put into a corpus."""

MOST_BYTES = 100 * 2**20
"""A file of more is no notice; a scan of a hundred pages has a third of this."""


def read_parts(path: Path) -> Iterator[tuple[str, bytes] | UnreadableFile]:
    """Yield the name and the bytes of each document that the file at `path` holds: one, several for an archive.

    What in an archive cannot be unpacked is yielded as the error that says so.

    Raises:
        UnreadableFile: if it cannot be opened or is too large.
    """
    data = _bytes_of(path)
    if kind_of(path.name, data) == "zip":
        yield from members(path.name, data)
    else:
        yield path.name, data


def read_document(name: str, data: bytes) -> Document:
    """Return the document that `data`, the bytes of the file called `name`, is.

    Raises:
        UnreadableFile: if its format is not known or it holds no text.
    """
    kind = kind_of(name, data)
    if kind is None or kind not in READERS:
        if not data.strip(b"\0 \t\r\n"):
            raise UnreadableFile(
                name, "the file is empty, a notice was expected", "Put the complete file in its place."
            )
        ending = Path(name).suffix.lower() or "(none)"
        found = f"its bytes are those of {kind}" if kind else f"the format {ending} is not known"
        raise UnreadableFile(name, f"{found}, expected {ENDINGS}", "Save it as one of these.")
    module, reader = READERS[kind]
    read: Reader = getattr(import_module(module), reader)
    return read(name, data)


def _bytes_of(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            reason = f"the file has {size / 2**20:.0f} MB, expected at most {MOST_BYTES / 2**20:.0f}"
            raise UnreadableFile(path.name, reason, "Split it, or save it with smaller pictures.")
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile(
            path.name, f"the file cannot be opened ({error.strerror})", "Check its name and permissions."
        ) from error
