"""Reading: a file becomes a notice with its clauses and facts."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.catalogue import FILE_NAME, HOLIDAYS_FILE, Entry, read_catalogue, sha256_of
from corpus.clause import Clause
from corpus.endings import read_endings
from corpus.errors import CorpusError, UnreadableFile
from corpus.fact import Fact
from corpus.facts import read_facts
from corpus.fold import match_form
from corpus.force import read_force
from corpus.header import Header, read_header
from corpus.layout import read_layout
from corpus.notice import Notice, Problem
from corpus.outline import read_outline
from corpus.problems import find_problems
from corpus.read import read_raw
from corpus.secrecy import check
from corpus.title import plan_year
from corpus.zones import zone

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
        UnreadableFile: if the file is empty, binary, in no known encoding or without a clause.
        CorpusError: if the catalogue beside it is malformed.
    """
    raw = read_raw(path)
    entry = entry or read_catalogue(path.parent).get(path.name)
    problems: tuple[Problem, ...] = ()
    if entry and entry.sha256 and entry.sha256 != sha256_of(path):
        problems = (Problem("changed file", f"文件{path.name}与目录登记的校验值不一致，内容可能已被改动。"),)
    return read_text(raw, path.name, entry, problems)


def read_text(raw: str, source: str, entry: Entry | None = None, problems: Sequence[Problem] = ()) -> Reading:
    """Return what the characters `raw` of the file named `source` hold.

    Raises:
        SecretFile: if they bear a secrecy mark.
        UnreadableFile: if there is no clause in them.
    """
    check(source, raw)
    paragraphs, dropped = read_layout(raw)
    items = zone(paragraphs)
    header = _complete(read_header(items), entry)
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
        problems=(*find_problems(items, header, dropped), *problems),
        pieces=outline.pieces,
        boilerplate=outline.boilerplate,
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


def _complete(header: Header, entry: Entry | None) -> Header:
    """Return `header` with what the catalogue says laid over it."""
    if entry is None:
        return header
    number = entry.doc_number or header.doc_number
    return replace(
        header,
        title=entry.title or header.title,
        doc_number=number,
        issuer=entry.issuer or header.issuer,
        region=entry.region or header.region,
        issued_on=entry.date or header.issued_on,
        based_on=tuple(cited for cited in header.based_on if cited != number),
    )


def read_folder(folder: Path) -> tuple[tuple[Reading, ...], tuple[UnreadableFile, ...]]:
    """Return the readings of the notices in `folder` by file name, and what could not be read.

    Hidden files and the catalogue are not notices. Two files with the same words are one notice with two sources;
    two different texts that claim the same identity are kept apart.

    Raises:
        CorpusError: if `folder` is not a folder or its catalogue is malformed.
    """
    if not folder.is_dir():
        raise CorpusError(f"{folder}: no such folder; expected a folder of notices. Give one with --corpus.")
    catalogue = read_catalogue(folder)
    readings: dict[str, Reading] = {}
    unreadable: list[UnreadableFile] = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.name in (FILE_NAME, HOLIDAYS_FILE, "README.md") or path.is_dir():
            continue
        try:
            reading = read_file(path, catalogue.get(path.name) or Entry(path.name))
        except UnreadableFile as error:
            unreadable.append(error)
            continue
        _keep(readings, reading)
    return tuple(readings.values()), tuple(unreadable)


def _keep(readings: dict[str, Reading], reading: Reading) -> None:
    """Add a reading; merge it with one of the same words, rename it beside one of other words."""
    known = readings.get(reading.notice.id)
    if known is None:
        readings[reading.notice.id] = reading
        return
    sources = (*known.notice.sources, *reading.notice.sources)
    if match_form(known.notice.text) == match_form(reading.notice.text):
        readings[known.notice.id] = replace(known, notice=replace(known.notice, sources=sources))
        return
    number = sum(re.fullmatch(re.escape(reading.notice.id) + r"(?:\.\d+)?", key) is not None for key in readings) + 1
    fresh = f"{reading.notice.id}.{number}"
    entry = Entry(reading.notice.source, id=fresh)
    readings[fresh] = read_text(reading.notice.raw, reading.notice.source, entry, reading.notice.problems[:0])
