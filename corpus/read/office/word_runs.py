"""Word runs: the words inside one paragraph of a docx, without what is hidden, deleted or only printed around them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from corpus.read.office.fields import Fields, is_shown, sign
from corpus.read.office.lines import Words
from corpus.read.office.package import attribute, child, children, tag
from corpus.read.office.word_styles import Styles, is_on, value

_PRINTED = {
    "w:tab": "\t", "w:ptab": "\t", "w:cr": "\n", "w:noBreakHyphen": "-", "w:softHyphen": "",
}  # fmt: skip
_SKIPPED = frozenset(
    {
        "w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr", "w:customXmlPr", "w:smartTagPr", "w:fldData", "w:rt", "w:rubyPr",
        "w:annotationRef", "w:commentReference", "m:rPr", "m:ctrlPr", "m:oMathParaPr",
    }
)  # fmt: skip
_PICTURES = frozenset({"a:blip", "v:imagedata", "w:object"})


@dataclass(slots=True)
class Found:
    """What paragraphs hold beside their words; it is gathered over the whole document.

    Attributes:
        boxes: the text boxes met since they were last taken.
        notes: the ids of the notes referred to since they were last taken, each with its kind.
        hidden: how many runs of hidden text were left out.
        pictures: how many pictures were met.
    """

    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    hidden: int = 0
    pictures: int = 0


class Runs:
    """Reads the paragraphs of one document in their order; a field may run over several."""

    def __init__(self, styles: Styles, found: Found, *, rendered: bool) -> None:
        """Set out to read; `rendered` says that the file marks where its pages began when it was last printed."""
        self._styles = styles
        self._found = found
        self._rendered = rendered
        self._fields = Fields()
        self._style: str | None = None
        self._readers: dict[str, Callable[[etree._Element, Words, bool], None]] = {
            "w:r": self._run,
            "w:t": self._text,
            "m:t": self._text,
            "w:ins": self._inserted,
            "w:moveTo": self._inserted,
            "w:del": self._deleted,
            "w:moveFrom": self._deleted,
            "w:fldSimple": self._simple_field,
            "w:fldChar": self._field_mark,
            "w:instrText": self._code,
            "w:br": self._break,
            "w:lastRenderedPageBreak": self._rendered_break,
            "w:sym": self._sign,
            "w:txbxContent": self._box,
            "w:footnoteReference": self._note,
            "w:endnoteReference": self._note,
            "mc:AlternateContent": self._alternative,
            "m:f": self._fraction,
        }

    def paragraph(self, element: etree._Element) -> Words:
        """Return the words of a paragraph."""
        words = Words()
        self._fields.begin_paragraph()
        properties = child(element, "w:pPr")
        self._style = value(properties, "w:pStyle")
        if is_on(properties, "w:pageBreakBefore") and not self._rendered:
            words.turn_page()
        self._inside(element, words, False)
        return words

    def _inside(self, element: etree._Element, words: Words, inserted: bool) -> None:
        for one in element:
            name = tag(one)
            if name in _SKIPPED:
                continue
            if name in _PRINTED:
                self._say(_PRINTED[name], words, inserted)
            elif reader := self._readers.get(name):
                reader(one, words, inserted)
            else:
                self._found.pictures += name in _PICTURES
                self._inside(one, words, inserted)

    def _say(self, text: str, words: Words, inserted: bool) -> None:
        if self._fields.shown:
            words.add(text, inserted=inserted)

    def _run(self, element: etree._Element, words: Words, inserted: bool) -> None:
        if tag(element) == "w:r" and self._is_hidden(child(element, "w:rPr")):
            self._found.hidden += any(tag(one) == "w:t" and (one.text or "").strip() for one in element)
            self._field_marks(element, words)
            return
        self._inside(element, words, inserted)

    def _is_hidden(self, properties: etree._Element | None) -> bool:
        own = is_on(properties, "w:vanish")
        return self._styles.hides(value(properties, "w:rStyle"), self._style) if own is None else own

    def _field_marks(self, element: etree._Element, words: Words) -> None:
        """Keep count of the fields that begin and end in text which is not shown."""
        for one in element.iter():
            if tag(one) in ("w:fldChar", "w:instrText"):
                self._readers[tag(one)](one, words, False)

    def _text(self, element: etree._Element, words: Words, inserted: bool) -> None:
        text = re.sub(r"[\r\n\t]+", " ", element.text or "")
        kept = "preserve" in element.attrib.values() or tag(element) == "m:t"
        self._say(text if kept else text.strip(" "), words, inserted)

    def _inserted(self, element: etree._Element, words: Words, _inserted: bool) -> None:
        self._inside(element, words, True)

    def _deleted(self, element: etree._Element, words: Words, _inserted: bool) -> None:
        self._field_marks(element, words)
        words.delete("".join(one.text or "" for one in element.iter() if tag(one) in ("w:delText", "w:t")))

    def _simple_field(self, element: etree._Element, words: Words, inserted: bool) -> None:
        if is_shown(attribute(element, "instr") or ""):
            self._inside(element, words, inserted)

    def _field_mark(self, element: etree._Element, words: Words, inserted: bool) -> None:
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            self._fields.begin()
        elif kind == "separate":
            self._fields.separate()
        elif kind == "end":
            drawn = self._fields.end()
            self._say(drawn, words, inserted)

    def _code(self, element: etree._Element, _words: Words, _inserted: bool) -> None:
        self._fields.code(element.text or "")

    def _break(self, element: etree._Element, words: Words, inserted: bool) -> None:
        self._say("\n", words, inserted)
        if attribute(element, "type") == "page" and not self._rendered:
            words.turn_page()

    def _rendered_break(self, _element: etree._Element, words: Words, _inserted: bool) -> None:
        words.turn_page()

    def _sign(self, element: etree._Element, words: Words, inserted: bool) -> None:
        font, code = attribute(element, "font") or "", (attribute(element, "char") or "").casefold()
        self._say(sign(font, code), words, inserted)

    def _box(self, element: etree._Element, _words: Words, _inserted: bool) -> None:
        self._found.boxes.append(element)

    def _note(self, element: etree._Element, _words: Words, _inserted: bool) -> None:
        kind = "footnotes" if tag(element) == "w:footnoteReference" else "endnotes"
        self._found.notes.append((kind, attribute(element, "id") or ""))

    def _alternative(self, element: etree._Element, words: Words, inserted: bool) -> None:
        """Read one of the forms in which the same drawing is stored: the first, the last where that holds nothing."""
        forms = [*children(element, "mc:Choice"), *children(element, "mc:Fallback")]
        told = (one for one in forms if any(tag(e) in ("w:txbxContent", "w:t", "a:blip") for e in one.iter()))
        chosen = next(told, None)
        if chosen is not None:
            self._inside(chosen, words, inserted)

    def _fraction(self, element: etree._Element, words: Words, inserted: bool) -> None:
        for at, name in enumerate(("m:num", "m:den")):
            part = child(element, name)
            if at:
                self._say("/", words, inserted)
            if part is not None:
                self._inside(part, words, inserted)
