"""Small ways to make Word files as several programs write them, and to compare what is read from them."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from corpus_builders import INVENTED, NOTICES

from corpus import read_file
from corpus.markers import match_marker
from corpus.read.document import Document
from corpus.reading import Reading, understand

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_KINDS = ("styles", "numbering", "footnotes", "header1", "header2")
SPECIMENS = sorted([*NOTICES.glob("*.txt"), *INVENTED.glob("x*.*")])


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Return the ZIP archive that holds these parts."""
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stored.getvalue()


def relations(targets: Mapping[str, str]) -> str:
    """Return a part that names others: for each id, the kind and the target with a blank between."""
    listed = "".join(
        f'<Relationship Id="{at}" Type="{R}/{said.split()[0]}" Target="{said.split()[1]}"/>'
        for at, said in targets.items()
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{listed}</Relationships>'
    )


def word(body: str, **parts: str) -> bytes:
    """Return a Word file with this body; `parts` are the inner XML of styles, numbering, footnotes, header1."""
    roots = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "header1": "hdr", "header2": "hdr"}
    held: dict[str, str] = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": relations({"rId1": "officeDocument word/document.xml"}),
        "word/document.xml": f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations(
            {f"r{kind}": f"{kind.rstrip('12')} {kind}.xml" for kind in _KINDS if kind in parts}
        ),
    }
    for kind in _KINDS:
        if kind in parts:
            held[f"word/{kind}.xml"] = f"<w:{roots[kind]} {_SPACES}>{parts[kind]}</w:{roots[kind]}>"
    return zipped(held)


def _content_types() -> str:
    said = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    kinds = {"document": "document.main", "header1": "header", "header2": "header"}
    listed = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{said}.{kinds.get(part, part)}+xml"/>'
        for part in ("document", *_KINDS)
    )
    relation = "application/vnd.openxmlformats-package.relationships+xml"
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'<Types xmlns="{space}"><Default Extension="rels" ContentType="{relation}"/>{listed}</Types>'


def run(text: str, properties: str = "") -> str:
    """Return a run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def para(content: str, properties: str = "") -> str:
    """Return a paragraph: of plain text, or of the XML that begins with <."""
    inner = content if content.startswith("<") else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def numbered(text: str, number: int, level: int = 0) -> str:
    """Return a paragraph that a list numbers."""
    return para(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def level(at: int, style: str, text: str, more: str = "", start: int = 1) -> str:
    """Return one level of a list's definition."""
    begins = f'<w:start w:val="{start}"/><w:numFmt w:val="{style}"/>'
    return f'<w:lvl w:ilvl="{at}">{begins}{more}<w:lvlText w:val="{text}"/></w:lvl>'


def abstract(at: int, *levels: str) -> str:
    """Return the definition of a list."""
    return f'<w:abstractNum w:abstractNumId="{at}">{"".join(levels)}</w:abstractNum>'


def num(at: int, definition: int, starts: Mapping[int, int] | None = None) -> str:
    """Return a list that uses a definition, with levels that begin anew at other numbers."""
    over = "".join(
        f'<w:lvlOverride w:ilvl="{one}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        for one, start in (starts or {}).items()
    )
    return f'<w:num w:numId="{at}"><w:abstractNumId w:val="{definition}"/>{over}</w:num>'


def cell(content: str, properties: str = "") -> str:
    """Return a cell of a table: of plain text, or of the XML that begins with <."""
    inner = content if content.startswith("<") else para(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def table(*rows: str) -> str:
    """Return a table of rows, each the XML of its cells."""
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


_LEVELS = {
    "chapter": (0, "chineseCountingThousand", "第%1章"),
    "article": (1, "chineseCountingThousand", "第%2条"),
    "han": (2, "chineseCountingThousand", "%3、"),
    "han-bracket": (3, "chineseCounting", "（%4）"),
    "digit": (4, "decimal", "%5."),
    "digit-bracket": (5, "decimal", "（%6）"),
}


def self_numbered(lines: list[str]) -> bytes:
    """Return a Word file whose clause numbers, where Word can write them so, are generated by Word."""
    body: list[str] = []
    lists: list[str] = []
    counts = [0] * 6
    point = "、" if any(re.match(r"\s*1、", line) for line in lines) else "."
    for line in lines:
        marker = match_marker(line.strip())
        made = _LEVELS.get(marker.style.name) if marker else None
        if marker is None or made is None:
            body.append(para(line))
            continue
        at = made[0]
        rest = line.strip()[len(marker.printed) :]
        begins = marker.value != counts[at] + 1 or not lists
        counts = [*counts[:at], marker.value, *[0] * (5 - at)]
        if begins:
            lists.append(num(len(lists) + 1, 0, {at: marker.value}))
        body.append(numbered(rest, len(lists), at))
    levels = [level(at, style, text.replace(".", point)) for at, style, text in _LEVELS.values()]
    return word("".join(body), numbering=abstract(0, *levels) + "".join(lists))


def specimen_lines(path: Path) -> list[str]:
    """Return the lines of a notice kept as text."""
    return read_file(path).notice.raw.splitlines()


def squeezed(text: str) -> str:
    """Return `text` as clauses of different files are compared: NFKC, without white space."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def tree(reading: Reading) -> list[tuple[object, ...]]:
    """Return each clause's path, marker, heading and words."""
    return [
        (clause.path, squeezed(clause.marker), squeezed(clause.heading), squeezed(clause.text))
        for clause in reading.clauses
    ]


def header(reading: Reading) -> tuple[object, ...]:
    """Return what a reading says of the notice as a whole."""
    notice = reading.notice
    return (notice.doc_number, notice.issued_on, notice.issuer, squeezed(notice.title))


def understood(document: Document, name: str = "notice.docx") -> Reading:
    """Return what a document that a reader handed on holds."""
    return understand(document, name)


def lines_of(document: Document) -> list[str]:
    """Return the lines of a document, each with its white space as one blank."""
    return [re.sub(r"\s+", " ", line).strip() for line in document.raw.splitlines()]


def sample() -> bytes:
    """Return a Word file with a bit of everything; files/sample.doc and .rtf are it, saved by LibreOffice 7.4."""
    wide = [f'<w:tcW w:w="{width}" w:type="dxa"/>' for width in (2000, 4000)]
    columns = '<w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid>'
    rows = (
        "".join(cell(head, wide[0]) for head in ("序号", "任务", "责任单位")),
        cell("1", wide[0]) + cell("公开目录", wide[0]) + cell("市教育局", wide[0] + '<w:vMerge w:val="restart"/>'),
        cell("2", wide[0]) + cell(para("公开") + para("指南"), wide[0]) + cell("", wide[0] + "<w:vMerge/>"),
        cell("3", wide[0]) + cell("各部门", wide[1] + '<w:gridSpan w:val="2"/>'),
    )
    who = 'w:author="a" w:date="2020-01-01T00:00:00Z"'
    changed = (
        f'<w:del w:id="1" {who}><w:r><w:delText>15</w:delText></w:r></w:del><w:ins w:id="2" {who}>{run("20")}</w:ins>'
    )
    lists = abstract(0, level(0, "chineseCountingThousand", "%1、"), level(1, "decimal", "%2.")) + num(1, 0)
    body = (
        para("关于公开的通知")
        + numbered("公开", 1)
        + numbered("甲项。", 1, 1)
        + numbered("乙项。", 1, 1)
        + numbered("任务", 1)
        + table(*rows).replace("<w:tbl>", f"<w:tbl>{columns}")
        + para(run("自") + changed + run("日起。") + run("隐藏", "<w:vanish/>"))
        + para(run("注") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run("见\U00020000下。"))
        + numbered("其他", 1)
        + para("尾。")
    )
    return word(body, numbering=lists, footnotes=f'<w:footnote w:id="2">{para("指上级。")}</w:footnote>')
