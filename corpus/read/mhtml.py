"""Web archives (.mht, .mhtml): of the pages that a browser or Word saved in one file, the one with the notice."""

from __future__ import annotations

from binascii import Error as TransferError
from email import message_from_bytes
from email.errors import MessageError
from email.message import Message

from corpus.errors import UnreadableFile
from corpus.read.document import Document
from corpus.read.html import read_html

_MOST_PAGES = 50
_REMEDY = "Save the page again from a browser, as “web page, complete” or as PDF."


def read_mhtml(name: str, data: bytes) -> Document:
    """Return the document that a web archive is: its first page, or the first frame in it that shows a notice.

    Raises:
        UnreadableFile: if it is cut off, holds no page, or none of its pages shows a notice.
    """
    pages = _pages(name, data)
    refusal: UnreadableFile | None = None
    for page in pages:
        try:
            return read_html(name, page)
        except UnreadableFile as error:
            refusal = refusal or error
    raise refusal or UnreadableFile(name, "no web page is in it, one was expected", _REMEDY)


def _pages(name: str, data: bytes) -> list[bytes]:
    """Return the bytes of the web pages in an archive, in order."""
    try:
        message = message_from_bytes(data)
        parts = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
        pages = [_unpacked(part) for part in parts[:_MOST_PAGES]]
    except (MessageError, TransferError, ValueError, LookupError, RecursionError) as error:
        raise UnreadableFile(name, f"the archive's parts cannot be told apart ({error})", _REMEDY) from error
    return [page for page in pages if page.strip()]


def _unpacked(part: Message) -> bytes:
    """Return the bytes of a part; their encoding is told by the bytes, as in a page of its own."""
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""
