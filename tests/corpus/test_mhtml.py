"""Web archives: the notice comes back as from its text file; an archive without one is refused."""

from __future__ import annotations

from email import policy
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest
from web_pages import TEXTS, breaks, editor, paragraphs_of, told, word

from corpus.errors import UnreadableFile
from corpus.read.mhtml import read_mhtml
from corpus.reading import read_file, understand

_EMPTY = "<html><body><iframe src='cid:frame'></iframe></body></html>"


def archived(*pages: str, charset: str = "utf-8", line: str = "\r\n") -> bytes:
    """Return a web archive of these pages, with a picture, as a browser or Word packs it."""
    archive = MIMEMultipart("related", type="text/html")
    archive["From"] = "<Saved by a browser>"
    for page in pages:
        if charset == "utf-8":
            archive.attach(MIMEText(page, "html", charset))
            continue
        part = MIMENonMultipart("text", "html", charset=charset)
        part["Content-Transfer-Encoding"] = "8bit"
        part.set_payload(page.encode(charset).decode("ascii", "surrogateescape"))
        archive.attach(part)
    archive.attach(MIMEText("p{margin:0}", "css", "utf-8"))
    return archive.as_bytes(policy=policy.compat32.clone(linesep=line))


@pytest.mark.parametrize("path", TEXTS[:6], ids=lambda path: path.name[:3])
def test_an_archive_has_the_clauses_of_its_text(path: Path) -> None:
    paragraphs = paragraphs_of(path)
    expected = told(read_file(path))
    for data in (
        archived(editor(paragraphs)),
        archived(word(paragraphs), charset="gb18030", line="\n"),
        archived(_EMPTY, breaks(paragraphs)),
    ):
        assert told(understand(read_mhtml("a.mht", data), "a.mht")) == expected


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no web page"),
        (b"MIME-Version: 1.0\n", "no web page"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n--x\n", "no web page"),
        (b"\0\xff" * 2000, "no web page"),
        (archived(), "no web page"),
        (archived(""), "no web page"),
        (archived(_EMPTY), "frame"),
        (archived(editor(["正文缺失"]))[:900], "no"),
        (archived("<html><body><input type=password></body></html>"), "password"),
        (b"MIME-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n!!!=", "page"),
        (b"MIME-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\nAAAAAAAA", "empty"),
        (b'Content-Type: text/html; charset="nonsense"\n\n<html></html>', "no text"),
    ],
)
def test_an_archive_without_a_notice_is_refused_with_the_remedy(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_mhtml("a.mht", data)
    assert (caught.value.name, bool(caught.value.remedy)) == ("a.mht", True)
    assert reason in caught.value.reason
