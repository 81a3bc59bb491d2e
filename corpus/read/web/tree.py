"""Tree: the elements of a page, as a browser would nest them however carelessly the page was written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

DEEPEST = 120
"""Elements nested deeper are laid side by side; no page needs them, and a hostile one must not use up the stack."""

BLOCKS = frozenset(
    """address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table
    tbody td tfoot th thead tr ul""".split()
)
_VOID = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr".split()
)
_UNSEEN = frozenset(
    "audio canvas iframe noembed noframes noscript script select style svg template textarea title video xml".split()
)
_CELLS = frozenset({"td", "th"})
_CLOSES: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu", "dir", *_CELLS, "table"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl", *_CELLS, "table"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl", *_CELLS, "table"})),
    "td": (_CELLS, frozenset({"tr", "table"})),
    "th": (_CELLS, frozenset({"tr", "table"})),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    "tbody": (frozenset({"tbody", "thead", "tfoot"}), frozenset({"table"})),
    "thead": (frozenset({"tbody", "thead", "tfoot"}), frozenset({"table"})),
    "tfoot": (frozenset({"tbody", "thead", "tfoot"}), frozenset({"table"})),
    "a": (frozenset({"a"}), frozenset({*_CELLS, "table"})),
}
"""For a start tag, the open elements that it ends, and those behind which it does not look for them."""
_SCOPES = frozenset({*_CELLS, "table", "caption", "html"})
_LIST_MARK = re.compile(r"\[if\s+!supportLists\]\s*>(.+)<!\s*\[endif\]$", re.IGNORECASE | re.DOTALL)
_TAGS = re.compile(r"<[^>]*>")


@dataclass(slots=True, eq=False)
class Element:
    """An element of a page: its tag and attributes in lower case, what is in it, and what it is in."""

    tag: str
    attributes: Mapping[str, str]
    parent: Element | None
    children: list[Element | str] = field(default_factory=list)

    def get(self, attribute: str) -> str:
        """Return the value of an attribute without white space at its ends; empty where it has none."""
        return self.attributes.get(attribute, "").strip()

    def elements(self) -> Iterator[Element]:
        """Yield this element and all within it in the order of the page."""
        waiting = [self]
        while waiting:
            one = waiting.pop()
            yield one
            waiting += [child for child in reversed(one.children) if isinstance(child, Element)]

    def ancestors(self) -> Iterator[Element]:
        """Yield this element and those around it, outwards."""
        one: Element | None = self
        while one is not None:
            yield one
            one = one.parent

    @property
    def words(self) -> str:
        """The characters in it, white space and all."""
        pieces: list[str] = []
        waiting: list[Element | str] = [self]
        while waiting:
            one = waiting.pop()
            if isinstance(one, str):
                pieces.append(one)
            else:
                waiting += reversed(one.children)
        return "".join(pieces)


@dataclass(slots=True)
class Page:
    """A page: its tree, and what it says of itself beside the text."""

    root: Element
    title: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    unseen: dict[str, int] = field(default_factory=dict)
    """How many elements of each kind that shows no text of its own (scripts, frames) it has."""
    password: bool = False
    frames: list[str] = field(default_factory=list)
    """The addresses of the pages and files shown within it."""


def read_tree(markup: str) -> Page:
    """Return the page that `markup` is; there is none that this cannot nest."""
    builder = _Builder()
    builder.feed(markup)
    builder.close()
    return builder.page


class _Builder(HTMLParser):
    """Nests the tags of a page; end tags that are missing or stand in the wrong place are put right."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open = [Element("html", {}, None)]
        self.page = Page(self._open[0])
        self._unseen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self._note(tag, attributes)
        if tag in _UNSEEN and not self._unseen:
            self._unseen.append(tag)
        if self._unseen or tag in ("html", "head", "body"):
            if tag == "body" and not self._unseen:
                self._open[0].attributes = {**self._open[0].attributes, **attributes}
            return
        self._end_open(tag)
        if len(self._open) >= DEEPEST:
            if tag in BLOCKS or tag == "br":
                self._add("br", {})
            return
        element = self._add(tag, attributes)
        if tag not in _VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # <o:p/> and, in XHTML, <script/> end where they begin; of other elements a browser does not see the stroke.
        if tag in _UNSEEN:
            self._note(tag, {name: value or "" for name, value in attrs})
            return
        self.handle_starttag(tag, attrs)
        if ":" in tag:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._unseen:
            if tag in self._unseen:
                del self._unseen[self._unseen.index(tag) :]
            return
        if tag == "br" or (tag == "p" and all(one.tag != "p" for one in self._open)):
            self._add("br", {})
            return
        limits = frozenset({"table"}) if tag in (*_CELLS, "tr", "tbody", "thead", "tfoot") else _SCOPES
        if tag == "table":
            limits = frozenset()
        elif tag not in BLOCKS:
            limits = limits | BLOCKS
        self._close(frozenset({tag}), limits)

    def handle_data(self, data: str) -> None:
        if self._unseen:
            if self._unseen == ["title"]:
                self.page.title += data
            return
        self._open[-1].children.append(data)

    def handle_comment(self, data: str) -> None:
        # Word puts the number of a list's item into a comment of its own for readers that know no lists.
        mark = _LIST_MARK.match(data)
        if mark and not self._unseen:
            self._open[-1].children.append(_TAGS.sub("", mark[1]).replace("&nbsp;", " "))

    def unknown_decl(self, data: str) -> None:
        # <![if !supportLists]> and its like hold nothing to read; the default raises nothing either.
        return

    def _note(self, tag: str, attributes: Mapping[str, str]) -> None:
        page = self.page
        if tag in _UNSEEN:
            page.unseen[tag] = page.unseen.get(tag, 0) + 1
        if tag == "meta":
            name = (attributes.get("name") or attributes.get("property", "")).strip().casefold()
            page.meta.setdefault(name, attributes.get("content", "").strip())
        page.password = page.password or (tag == "input" and attributes.get("type", "").lower() == "password")
        if tag in ("frame", "iframe", "embed", "object"):
            page.frames.append(attributes.get("src") or attributes.get("data", ""))

    def _add(self, tag: str, attributes: Mapping[str, str]) -> Element:
        element = Element(tag, attributes, self._open[-1])
        self._open[-1].children.append(element)
        return element

    def _end_open(self, tag: str) -> None:
        if tag in _CLOSES:
            self._close(*_CLOSES[tag])
        if tag in BLOCKS:
            self._close(frozenset({"p"}), _SCOPES)
            if tag[0] == "h" and tag[1:].isdigit() and self._open[-1].tag[1:].isdigit():
                self._open.pop()

    def _close(self, tags: frozenset[str], limits: frozenset[str]) -> None:
        """Close the innermost open element with one of these tags, and all within it, looking out to the limits."""
        for at in range(len(self._open) - 1, 0, -1):
            if self._open[at].tag in tags:
                del self._open[at:]
                return
            if self._open[at].tag in limits:
                return
