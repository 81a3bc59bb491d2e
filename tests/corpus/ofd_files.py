"""OFD files as different makers write them, with the paragraphs of a notice on their pages."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from xml.sax.saxutils import escape

SIZE = 5.64
"""Three hao, the size of official documents, in millimetres."""
_PER_LINE, _PER_PAGE = 28, 22
_NO_BEGIN = "，。；：、！？）》”’"
_SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'

PICTURE = '<ofd:ImageObject ID="8" Boundary="0 0 210 297" CTM="210 0 0 297 0 0" ResourceID="5"/>'
"""A picture over the whole page, as a scanner makes it."""
Shown = Callable[[str, float, float], str]


def wrapped(paragraphs: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Yield the printed lines of paragraphs, and whether a line is a paragraph's first."""
    for paragraph in paragraphs:
        left, first = paragraph, True
        while left:
            room = _PER_LINE - 2 * first
            end, width = 0, 0.0
            while end < len(left) and (width < room or left[end] in _NO_BEGIN):
                width += 0.5 if left[end].isascii() else 1
                end += 1
            yield left[:end], first
            left, first = left[end:], False


def as_line(text: str, x: float, y: float) -> str:
    """A line is one text object; equal steps are run-length coded."""
    steps = [SIZE / 2 if c.isascii() else SIZE for c in text]
    coded = (
        f"g {len(text) - 1} {SIZE}" if len(set(steps[:-1])) == 1 and len(text) > 1 else " ".join(map(str, steps[:-1]))
    )
    return (
        f'<ofd:TextObject ID="9" Boundary="{x} {y - SIZE} 180 8" Font="3" Size="{SIZE}"><ofd:FillColor Value="0 0 0"/>'
        f'<ofd:TextCode X="0" Y="{SIZE}" DeltaX="{coded}">{escape(text)}</ofd:TextCode></ofd:TextObject>'
    )


def by_character(text: str, x: float, y: float) -> str:
    """Each character is a text object, the last first; their size is in a matrix."""
    made, at = [], x
    for c in text:
        if c != " ":
            made.append(
                f'<ofd:TextObject ID="9" Boundary="0 0 210 297" CTM="{SIZE} 0 0 {SIZE} {at:.3f} {y:.3f}" Size="1">'
                f'<ofd:TextCode X="0" Y="0">{escape(c)}</ofd:TextCode></ofd:TextObject>'
            )
        at += SIZE / 2 if c.isascii() else SIZE
    return "".join(reversed(made))


def sideways(text: str, x: float, y: float) -> str:
    """A line of a page that was laid on its side."""
    steps = " ".join(str(SIZE / 2 if c.isascii() else SIZE) for c in text[:-1])
    return (
        f'<ofd:TextObject ID="9" Boundary="0 0 210 297" CTM="0 1 -1 0 {200 - y:.3f} {x:.3f}" Font="3" Size="{SIZE}">'
        f'<ofd:TextCode X="0" Y="0" DeltaX="{steps}">{escape(text)}</ofd:TextCode></ofd:TextObject>'
    )


def page(*shown: str, template: str = "", physical: str = "0 0 210 297") -> str:
    """Return the content of a page that shows these objects."""
    used = f'<ofd:Template TemplateID="{template}" ZOrder="Background"/>' if template else ""
    return (
        f"<ofd:Page {_SPACE}><ofd:Area><ofd:PhysicalBox>{physical}</ofd:PhysicalBox></ofd:Area>{used}"
        f'<ofd:Content><ofd:Layer ID="2" Type="Body">{"".join(shown)}</ofd:Layer></ofd:Content></ofd:Page>'
    )


def pages_of(paragraphs: Sequence[str], shown: Shown = as_line, head: str = "") -> list[str]:
    """Return the contents of the pages of a notice, numbered at their feet, with a running head if one is given."""
    lines = list(wrapped(paragraphs))
    contents = []
    for start in range(0, len(lines), _PER_PAGE):
        objects = [shown(head, 30, 20)] if head else []
        for at, (text, first) in enumerate(lines[start : start + _PER_PAGE]):
            objects.append(shown(text, 28 + 2 * SIZE * first, 40 + 10 * at))
        objects.append(shown(f"— {start // _PER_PAGE + 1} —", 100, 280))
        contents.append(page(*objects, template="7"))
    return contents


def ofd(
    contents: Sequence[str],
    *,
    templates: Mapping[str, str] | None = None,
    parts: Mapping[str, str | bytes] | None = None,
    attachments: str = "",
    base: str = "Pages/",
) -> bytes:
    """Return the OFD file of these pages; `parts` are further members, or others for those made here."""
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="{base}Page_{n}/Content.xml"/>' for n in range(len(contents)))
    common = "".join(f'<ofd:TemplatePage ID="{one}" BaseLoc="Tpls/{one}.xml"/>' for one in templates or {})
    members: dict[str, str | bytes] = {
        "OFD.xml": f'<?xml version="1.0" encoding="UTF-8"?><ofd:OFD {_SPACE} DocType="OFD" Version="1.0"><ofd:DocBody>'
        "<ofd:DocInfo><ofd:Title>x</ofd:Title></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
        "<ofd:Signatures>/Doc_0/Signs/Signatures.xml</ofd:Signatures></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {_SPACE}><ofd:CommonData>{common}</ofd:CommonData><ofd:Pages>{listed}"
        f"</ofd:Pages>{attachments}</ofd:Document>",
    }
    members |= {f"Doc_0/Tpls/{one}.xml": content for one, content in (templates or {}).items()}
    members |= {f"Doc_0/Pages/Page_{n}/Content.xml": content for n, content in enumerate(contents)}
    members |= parts or {}
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()
