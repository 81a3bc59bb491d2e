"""Files that harm a reader: bombs, loops and what climbs out of its archive."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

from fault_builders import text_of

CLIMBING = "登高字样"
_LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">'
    + "".join(f'<!ENTITY {name} "{f"&{below};" * 10}">' for below, name in zip("abcdefghi", "bcdefghij", strict=True))
    + "]>"
)


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """Return the zip file of these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return made.getvalue()


def zip_bomb() -> bytes:
    """Return a zip file of a few hundred kilobytes that holds half a gigabyte."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("通知.txt", "w", force_zip64=True) as file,
    ):
        for _ in range(512):
            file.write(b" " * 2**20)
    return made.getvalue()


def docx_bomb() -> bytes:
    """Return a Word file whose text is an entity that unfolds to gigabytes."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    return packed(
        {
            "[Content_Types].xml": types,
            "word/document.xml": f"{_LAUGHS}<w:document {space}><w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body>"
            "</w:document>",
        }
    )


def xlsx_bomb() -> bytes:
    """Return a workbook whose shared text is such an entity."""
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    cell = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    return packed(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "xl/workbook.xml": f'{_LAUGHS}<workbook {space}><sheets><sheet name="&j;"/></sheets></workbook>',
            "xl/sharedStrings.xml": f"{_LAUGHS}<sst {space}><si><t>&j;</t></si></sst>",
            "xl/worksheets/sheet1.xml": f"<worksheet {space}><sheetData>{cell}</sheetData></worksheet>",
        }
    )


def ofd_bomb() -> bytes:
    """Return an OFD file whose root is such an entity."""
    root = '<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016">&j;</ofd:OFD>'
    return packed({"OFD.xml": _LAUGHS + root, "Doc_0/Document.xml": _LAUGHS + root})


def climbing_zip() -> bytes:
    """Return a zip file whose parts name places outside of it."""
    names = ("../../攀登.txt", "/tmp/攀登.txt", "..\\..\\攀登.txt", "C:\\攀登.txt")
    return packed({name: text_of("高山县", 50 + at, CLIMBING) for at, name in enumerate(names)})


def pdf(*objects: bytes) -> bytes:
    """Return a PDF file of these objects, the first of which is its root."""
    data, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return data + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF" % (
        size,
        table,
        size,
        len(data),
    )


def pdf_in_a_circle() -> bytes:
    """Return a PDF file whose pages are their own pages."""
    return pdf(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 99 /Parent 2 0 R >>")


def pdf_of_depth(levels: int = 20_000) -> bytes:
    """Return a PDF file whose only page stands this many levels deep."""
    tree = [b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (number + 3) for number in range(levels)]
    return pdf(b"<< /Type /Catalog /Pages 2 0 R >>", *tree, b"<< /Type /Page /MediaBox [0 0 595 842] >>")


def pdf_of_arrays(levels: int = 200_000) -> bytes:
    """Return a PDF file with arrays in arrays."""
    return pdf(b"<< /Type /Catalog /Pages 2 0 R >>", b"[" * levels + b"]" * levels)


def pdf_that_swells(gigabytes: int = 2) -> bytes:
    """Return a PDF file with a page whose content unfolds to gigabytes."""
    packer = zlib.compressobj(9)
    once = b"".join(packer.compress(b"0 0 m " * 2**18) for _ in range(gigabytes * 683)) + packer.flush()
    twice = zlib.compress(once, 9)
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n%s\nendstream" % (len(twice), twice),
    )


HOSTILE: Mapping[str, Callable[[], bytes]] = {
    "zip bomb.zip": zip_bomb,
    "xml bomb.docx": docx_bomb,
    "xml bomb.xlsx": xlsx_bomb,
    "xml bomb.ofd": ofd_bomb,
    "circle.pdf": pdf_in_a_circle,
    "depth.pdf": pdf_of_depth,
    "arrays.pdf": pdf_of_arrays,
    "swelling.pdf": pdf_that_swells,
}


def write_large(path: Path, megabytes: int = 200) -> None:
    """Write a file of this size without taking that room."""
    with path.open("wb") as file:
        file.truncate(megabytes * 2**20)
