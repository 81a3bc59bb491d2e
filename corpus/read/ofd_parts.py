"""OFD parts: the documents, pages and templates in an OFD file (GB/T 33190), found by the paths that its XML gives."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from xml.etree.ElementTree import Element, ParseError, fromstring
from zipfile import ZipInfo

from corpus.errors import UnreadableFile
from corpus.read.packed import Packed, open_packed

_MOST_PAGES = 3_000
_MOST_XML = 64 * 2**20
_GBK = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["'](?:gb\w+)["'][^>]*\?>""", re.IGNORECASE)
_SEALED = ("decryptseed.dat", "encryptions.xml", "encryptentries.xml")
AS_PDF = "Open it in an OFD viewer and export it as PDF."


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its own content, and that of the templates that no other page uses."""

    content: Element
    templates: tuple[Element, ...]


class Parts:
    """The parts of one OFD file, read as they are asked for."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        self._packed: Packed = open_packed(name, data)
        if any(path.lower().endswith(_SEALED) for path in self._infos):
            raise UnreadableFile(name, "the OFD file is encrypted", f"Decrypt it. {AS_PDF}")

    @cached_property
    def _infos(self) -> dict[str, ZipInfo]:
        return {info.filename.replace("\\", "/").lstrip("/").lower(): info for info in self._packed.infos}

    def pages(self) -> Iterator[Page]:
        """Yield the pages of all documents in their order.

        Raises:
            UnreadableFile: if the file is damaged, leads out of itself, or has too many pages.
        """
        count = 0
        for path, document in self._documents():
            listed = list(_all(document, "Page"))
            count += len(listed)
            if count > _MOST_PAGES:
                raise UnreadableFile(self.name, f"it has more than {_MOST_PAGES:,} pages", "Split it.")
            templates = {one.get("ID", ""): one.get("BaseLoc", "") for one in _all(document, "TemplatePage")}
            contents = [self._xml(self._path(path, page.get("BaseLoc", ""))) for page in listed]
            used = Counter(name for content in contents for name in _templates_of(content))
            for content in contents:
                own = [one for one in _templates_of(content) if used[one] == 1 and templates.get(one)]
                yield Page(content, tuple(self._xml(self._path(path, templates[one])) for one in own))

    def attachments(self) -> tuple[str, ...]:
        """Return the names of the attached files.

        Raises:
            UnreadableFile: if the file is damaged.
        """
        names: list[str] = []
        for path, document in self._documents():
            for listed in _all(document, "Attachments"):
                where = self._path(path, (listed.text or "").strip())
                if where.lower() in self._infos:
                    names += [_file_name(one) for one in _all(self._xml(where), "Attachment")]
        return tuple(dict.fromkeys(name for name in names if name))

    def _documents(self) -> Iterator[tuple[str, Element]]:
        """Yield the path and the content of each document's root."""
        roots = [root for root in _all(self._xml("OFD.xml"), "DocRoot") if root.text and root.text.strip()]
        if not roots:
            raise UnreadableFile(self.name, "OFD.xml names no document", AS_PDF)
        for root in roots:
            path = self._path("OFD.xml", (root.text or "").strip())
            yield path, self._xml(path)

    def _path(self, base: str, path: str) -> str:
        """Return the path of a part that is named in the part at `base`."""
        path = path.replace("\\", "/")
        joined = path.lstrip("/") if path.startswith("/") else posixpath.join(posixpath.dirname(base), path)
        joined = posixpath.normpath(joined)
        if joined.startswith("..") or not path:
            raise UnreadableFile(self.name, f"{base} in it leads to “{path}”, outside the file", AS_PDF)
        return joined

    def _xml(self, path: str) -> Element:
        info = self._infos.get(path.lower())
        if info is None:
            raise UnreadableFile(self.name, f"{path} is missing in it", "Fetch the file again.")
        if info.file_size > _MOST_XML:
            raise UnreadableFile(self.name, f"{path} in it has {info.file_size / 2**20:.0f} MB", AS_PDF)
        data = self._packed.read(info)
        if b"<!DOCTYPE" in data.replace(b"\0", b""):
            # Entities may swell without bound or name other files; OFD has no use for them.
            raise UnreadableFile(self.name, f"{path} in it declares entities, which no OFD file does", AS_PDF)
        if declared := _GBK.match(data):
            data = data[declared.end() :].decode("gb18030", "replace").encode()
        try:
            return fromstring(data)
        except (ParseError, ValueError, LookupError) as error:
            raise UnreadableFile(
                self.name, f"{path} in it is no whole XML ({error})", "Fetch the file again."
            ) from error


def local(element: Element) -> str:
    """Return an element's tag without its namespace."""
    return element.tag.rpartition("}")[2]


def _all(root: Element, tag: str) -> Iterator[Element]:
    return (element for element in root.iter() if local(element) == tag)


def _templates_of(content: Element) -> list[str]:
    return [one.get("TemplateID", "") for one in content if local(one) == "Template"]


def _file_name(attachment: Element) -> str:
    name = attachment.get("Name", "").strip()
    ending = attachment.get("Format", "").strip().lower().lstrip(".")
    return f"{name}.{ending}" if name and ending.isalnum() and not re.search(r"\.\w{1,5}$", name) else name
