"""Reading: a file becomes a notice with its clauses and facts."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from corpus.catalogue import Entry, read_catalogue
from corpus.clause import Clause
from corpus.endings import read_endings
from corpus.errors import UnreadableFile
from corpus.fact import Fact
from corpus.facts import read_facts
from corpus.fold import match_form
from corpus.force import read_force
from corpus.header import Header, read_header
from corpus.layout import read_layout
from corpus.notice import Notice, Problem
from corpus.outline import read_outline
from corpus.problems import find_problems
from corpus.read import read_document, read_parts
from corpus.read.document import Document
from corpus.secrecy import check
from corpus.title import plan_year
from corpus.zones import zone

T = TypeVar("T")

_NO_CLAUSE_REMEDY = (
    "Check that it is a notice with numbered clauses (一、 （一） 1. or 第X条) and that no line breaks are lost."
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from one file."""

    notice: Notice
    clauses: tuple[Clause, ...]
    facts: tuple[Fact, ...]


def read_file(path: Path, entry: Entry | None = None) -> Reading:
    """Return what `path` holds, completed by its catalogue entry: the one given, else the one beside it.

    Raises:
        UnreadableFile: if the file is empty, in no known format or encoding, or without a clause.
        CorpusError: if the catalogue beside it is malformed.
    """
    first, *more = read_parts(path)
    if isinstance(first, UnreadableFile):
        raise first
    if more:
        raise UnreadableFile(path.name, f"it holds {len(more) + 1} documents, one was expected", "Unpack it first.")
    name, data = first
    return read_part(name, data, entry or read_catalogue(path.parent).get(name))


def read_part(name: str, data: bytes, entry: Entry | None = None) -> Reading:
    """Return what `data`, the bytes of the file called `name`, hold, completed by its catalogue entry.

    Raises:
        UnreadableFile: if the file is empty, in no known format or encoding, or without a clause.
    """
    document = read_document(name, data)
    if entry and entry.sha256 and entry.sha256 != hashlib.sha256(data).hexdigest():
        changed = Problem("changed file", f"文件{name}与目录登记的校验值不一致，内容可能已被改动。")
        document = replace(document, problems=(*document.problems, changed))
    return understand(document, name, entry)


def read_text(raw: str, source: str, entry: Entry | None = None) -> Reading:
    """Return what the characters `raw` of the file named `source` hold.

    Raises:
        SecretFile: if they bear a secrecy mark.
        UnreadableFile: if there is no clause in them.
    """
    return understand(Document(raw), source, entry)


def understand(document: Document, source: str, entry: Entry | None = None) -> Reading:
    """Return the notice, the clauses and the facts that `document`, read from the file named `source`, holds.

    Raises:
        SecretFile: if it bears a secrecy mark.
        UnreadableFile: if there is no clause in it.
    """
    raw = document.raw
    check(source, raw)
    paragraphs, dropped = read_layout(raw)
    items = zone(paragraphs)
    header = _complete(read_header(items), document.stated, entry)
    notice_id = (entry.id if entry else None) or derive_id(header, raw)
    outline = read_outline(notice_id, raw, items, dropped)
    if all(clause.is_section for clause in outline.clauses):
        raise UnreadableFile(source, "no numbered clause was found", _NO_CLAUSE_REMEDY)
    effective_from, effective_to = read_force(outline.text, header.issued_on, header.title)
    plan = plan_year(header.title) if effective_to is None else None
    notice = Notice(
        id=notice_id,
        title=header.title or source,
        doc_number=header.doc_number,
        issuer=header.issuer,
        region=header.region,
        level=header.level,
        issued_on=header.issued_on,
        year=header.year,
        sources=(source,),
        version=hashlib.sha256(raw.encode()).hexdigest()[:12],
        effective_from=effective_from,
        effective_to=effective_to,
        superseded_by=None,
        raw=raw,
        text=outline.text,
        based_on=header.based_on,
        problems=(*find_problems(items, header, dropped), *document.problems),
        pieces=outline.pieces,
        boilerplate=outline.boilerplate,
        medium=document.medium,
        ends=read_endings(outline.text, header.title, header.issued_on, effective_from),
        plan_year=plan,
    )
    return Reading(notice, outline.clauses, read_facts(notice, outline.clauses))


def derive_id(header: Header, raw: str) -> str:
    """Return a short id that the same notice gets in any format: from its number, else its title, office and date."""
    identity = header.doc_number or f"{header.title}|{header.issuer}|{header.issued_on}"
    if not header.doc_number and not header.title:
        identity = match_form(raw)
    return "n" + hashlib.sha256(match_form(identity).encode()).hexdigest()[:10]


def _complete(header: Header, stated: Entry | None, entry: Entry | None) -> Header:
    """Return `header` with what the file states beside its text where it lacks that, and the catalogue's over all."""
    for said, over in ((stated, False), (entry, True)):
        if said is None:
            continue
        number = _first(said.doc_number, header.doc_number, over=over)
        header = replace(
            header,
            title=_first(said.title, header.title, over=over) or "",
            doc_number=number,
            issuer=_first(said.issuer, header.issuer, over=over),
            region=_first(said.region, header.region, over=over) or (),
            issued_on=_first(said.date, header.issued_on, over=over),
            based_on=tuple(cited for cited in header.based_on if cited != number),
        )
    return header


def _first(said: T | None, read: T | None, *, over: bool) -> T | None:
    return (said or read) if over else (read or said)
