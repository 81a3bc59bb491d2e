"""Damaged, locked and hostile PDF files: each is refused by name with its reason, or read with a warning."""

from __future__ import annotations

import hashlib
import random
import re

import pytest
from pdf_builders import Page, pdf_bytes

from corpus.errors import UnreadableFile
from corpus.read import pdf as module
from corpus.read.pdf import read_pdf

GOOD = pdf_bytes([Page().text(80, 100, "一、公开工作要求。").text(80, 130, "及时公开。")])
_LOCK = b"/Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <%s> /U <%s> >> /ID [<00> <00>]" % (
    b"11" * 32,
    b"22" * 32,
)
REFUSED = {
    "an empty file": (b"", "begins with"),
    "blanks": (b"   \n" * 10, "begins with"),
    "text": ("关于政务公开的通知".encode(), "expected %PDF-"),
    "a web page under the wrong name": (b"<!DOCTYPE html><html><body>404</body></html>", "expected %PDF-"),
    "an archive under the wrong name": (b"PK\x03\x04" + b"\0" * 60, "expected %PDF-"),
    "a head without a body": (b"%PDF-1.6\n", "damaged or cut off"),
    "a head and noise": (b"%PDF-1.6\n" + random.Random(1).randbytes(4000), "damaged or cut off"),
    "the first half of a file": (GOOD[: len(GOOD) // 3], "damaged or cut off"),
    "no page tree": (GOOD.replace(b"/Pages 2 0 R", b"/Pages 99 0 R"), "PDF"),
    "a page tree that holds itself": (GOOD.replace(b"/Kids [8 0 R]", b"/Kids [2 0 R]"), "PDF"),
    "a page that is none": (GOOD.replace(b"/Type /Page /Parent", b"/Type /Font /Pare"), "PDF"),
    "a password": (GOOD.replace(b"/Root 1 0 R", b"/Root 1 0 R " + _LOCK), "password"),
    "a blank page": (pdf_bytes([Page()]), "shows no text"),
    "no page": (pdf_bytes([]), "PDF"),
    "only rules": (pdf_bytes([Page().grid((60, 300, 500), (100, 200, 300))]), "shows no text"),
    "a page of no size": (pdf_bytes([Page(width=0.0, height=0.0)]), "shows no text"),
}


def _rc4(key: bytes, data: bytes) -> bytes:
    box, at = list(range(256)), 0
    for i in range(256):
        at = (at + box[i] + key[i % len(key)]) % 256
        box[i], box[at] = box[at], box[i]
    written, i, at = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        at = (at + box[i]) % 256
        box[i], box[at] = box[at], box[i]
        written.append(byte ^ box[(box[i] + box[at]) % 256])
    return bytes(written)


def locked(data: bytes) -> bytes:
    """Return the PDF encrypted with an owner's password and an empty one for its readers (40 bits, as of PDF 1.1)."""
    pad = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
    owner, permitted, ident = b"\x11" * 32, -60, b"\x00"
    # The format asks for this old hash.
    key = hashlib.md5(pad + owner + permitted.to_bytes(4, "little", signed=True) + ident).digest()[:5]

    def of_object(found: re.Match[bytes]) -> bytes:
        number, body = int(found[1]), found[2]
        own = hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10]
        body = re.sub(rb"\((\w+)\)", lambda one: b"<%s>" % _rc4(own, one[1]).hex().encode(), body)
        head, mark, stream = body.partition(b"stream\n")
        if mark:
            stream = _rc4(own, stream.removesuffix(b"\nendstream")) + b"\nendstream"
        return b"%d 0 obj\n%s\nendobj\n" % (number, head + mark + stream)

    body = re.sub(rb"(\d+) 0 obj\n(.*?)\nendobj\n", of_object, data[: data.rindex(b"xref\n0")], flags=re.DOTALL)
    shown, checked = owner.hex().encode(), _rc4(key, pad).hex().encode()
    entry = b"/Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P %d /O <%s> /U <%s> >> /ID [<00> <00>]"
    entry %= (permitted, shown, checked)
    trailer = data[data.rindex(b"trailer << ") :].replace(b"trailer << ", b"trailer << " + entry + b" ")
    # Without a table of places the reader looks for the objects itself.
    return body + trailer


def outcome(data: bytes) -> str:
    """Return what was read, or the reason why nothing was."""
    try:
        return read_pdf("notice.pdf", data).raw.strip()
    except UnreadableFile as error:
        return error.reason


@pytest.mark.parametrize(("data", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_pdf("通知.pdf", data)
    assert caught.value.name == "通知.pdf"
    assert reason in caught.value.reason
    assert caught.value.remedy.endswith(".")


def test_a_file_that_only_forbids_changes_is_read() -> None:
    assert read_pdf("notice.pdf", locked(GOOD)).raw == read_pdf("notice.pdf", GOOD).raw


def test_more_pages_than_a_notice_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_PAGES", 2)
    with pytest.raises(UnreadableFile, match="3 pages, expected at most 2"):
        read_pdf("book.pdf", pdf_bytes([Page()] * 3))


def test_a_page_of_too_many_characters_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.read.glyphs.MOST_CHARACTERS", 5)
    with pytest.raises(UnreadableFile, match="page 1 holds"):
        read_pdf("notice.pdf", GOOD)


def test_a_file_without_its_end_is_read_and_flagged() -> None:
    found = read_pdf("notice.pdf", GOOD[: GOOD.rindex(b"startxref")])
    assert "及时公开。" in found.raw
    assert [problem.code for problem in found.problems] == ["cut file"]


@pytest.mark.parametrize("seed", range(25))
def test_a_file_with_spoilt_bytes_is_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    spoilt = bytearray(GOOD)
    for _ in range(20):
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    assert outcome(bytes(spoilt))
