"""Package: the parts of an Office Open XML file, opened without following what it names and within bounds."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from corpus.errors import UnreadableFile

_MOST_BYTES = 64 * 2**20
"""A part of more unpacked is no notice; the text of a thousand pages has a third of this."""
_MOST_PARTS = 20_000
_REMEDY = "Open it in Word or WPS, save it again and put that file in its place."
_FAILURES = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OverflowError, OSError,
)  # fmt: skip
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "x",
    "http://purl.oclc.org/ooxml/spreadsheetml/main": "x",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "urn:schemas-microsoft-com:vml": "v",
}
"""The vocabularies that are read, in the transitional and the strict form of the standard."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part names: `kind` is the last word of its type (styles, header, worksheet), `target` the part's name."""

    id: str
    kind: str
    target: str


@lru_cache(maxsize=4096)
def _short(name: str) -> str:
    space, _, local = name.rpartition("}")
    prefix = _PREFIXES.get(space[1:])
    return f"{prefix}:{local}" if prefix else local


def tag(element: etree._Element) -> str:
    """Return an element's name with the usual prefix of its vocabulary (w:p), or bare."""
    return _short(str(element.tag))


def attribute(element: etree._Element, name: str) -> str | None:
    """Return the attribute with this local name, in whatever vocabulary, None where there is none."""
    found = element.get(name)
    if found is not None:
        return str(found)
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith(f"}}{name}")), None)


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """Return what the path of names leads to from `element`, None where it breaks off."""
    for name in names:
        if element is None:
            return None
        element = next((one for one in element if tag(one) == name), None)
    return element


def children(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """Yield the children with this name."""
    if element is not None:
        yield from (one for one in element if tag(one) == name)


class Package:
    """The parts of a file, by name."""

    def __init__(self, name: str, data: bytes) -> None:
        """Open the package that `data`, the bytes of the file called `name`, are.

        Raises:
            UnreadableFile: if they are no complete ZIP archive or it has too many parts.
        """
        self._name = name
        self._left = 2 * _MOST_BYTES
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _FAILURES as error:
            raise UnreadableFile(name, "the file is no complete ZIP package, as docx and xlsx are", _REMEDY) from error
        if len(self._archive.namelist()) > _MOST_PARTS:
            raise UnreadableFile(name, f"the package has more than {_MOST_PARTS} parts", _REMEDY)
        self._names = {_plain(one): one for one in self._archive.namelist()}

    def __contains__(self, part: str) -> bool:
        return _plain(part) in self._names

    def parts(self) -> tuple[str, ...]:
        """Return the names of all parts."""
        return tuple(self._names)

    def read(self, part: str) -> bytes:
        """Return the bytes of a part.

        Raises:
            UnreadableFile: if it is missing, damaged, encrypted or too large.
        """
        stored = self._names.get(_plain(part))
        if stored is None:
            raise UnreadableFile(self._name, f"the part {part} is missing from the package", _REMEDY)
        try:
            with self._archive.open(stored) as stream:
                data = stream.read(_MOST_BYTES + 1)
        except _FAILURES as error:
            raise UnreadableFile(self._name, f"the part {part} is damaged or encrypted", _REMEDY) from error
        self._left -= len(data)
        if len(data) > _MOST_BYTES or self._left < 0:
            raise UnreadableFile(
                self._name, f"the part {part} unpacks to more than {_MOST_BYTES >> 20} MB", "Split the file."
            )
        return data

    def xml(self, part: str) -> etree._Element:
        """Return the root of an XML part; nothing outside the part is followed.

        Raises:
            UnreadableFile: as `read`, or if it is not well-formed, nests too deep or declares a document type.
        """
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
            remove_pis=True,
        )  # fmt: skip
        data = self.read(part)
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise UnreadableFile(self._name, f"the part {part} is no well-formed XML", _REMEDY) from error
        if root.getroottree().docinfo.doctype:
            raise UnreadableFile(
                self._name, f"the part {part} declares a document type, which no such file may", _REMEDY
            )
        return root

    def relations(self, part: str) -> tuple[Relation, ...]:
        """Return what a part names inside the package; "" stands for the package itself.

        Raises:
            UnreadableFile: if the list of relations is there and cannot be read.
        """
        folder, _, file = part.rpartition("/")
        listed = f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"
        if listed not in self:
            return ()
        return tuple(
            Relation(
                attribute(one, "Id") or "",
                (attribute(one, "Type") or "").rpartition("/")[2],
                _resolved(folder, attribute(one, "Target") or ""),
            )
            for one in self.xml(listed)
            if attribute(one, "TargetMode") != "External"
        )

    def main_part(self, fallback: str) -> str:
        """Return the name of the part that the package is about.

        Raises:
            UnreadableFile: if the package has none.
        """
        named = [one.target for one in self.relations("") if one.kind == "officeDocument" and one.target in self]
        if named:
            return named[0]
        if fallback in self:
            return fallback
        raise UnreadableFile(self._name, f"the package has no part {fallback}", _REMEDY)


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()


def _resolved(folder: str, target: str) -> str:
    whole = target if target.startswith("/") else posixpath.join(folder, target)
    return posixpath.normpath(whole).lstrip("/")
