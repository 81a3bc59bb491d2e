"""The notices: the corpus folder, its catalogue, what could not be read and what is not yet in the index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus import CorpusError
from corpus.catalogue import read_catalogue
from corpus.folder import check_folder, pending
from index.doctor.finding import Finding
from index.generation import Manifest
from index.records import read_records

_SHOWN = 5


def check_corpus(corpus: Path, index: Path, manifest: Manifest | None) -> Iterator[Finding]:
    """Yield what is wrong with the corpus folder, and how the index differs from it; None where there is no index."""
    try:
        check_folder(corpus)
        read_catalogue(corpus)
    except CorpusError as error:
        yield Finding("catalogue" if corpus.is_dir() else "corpus", str(error))
    except OSError as error:
        yield Finding("corpus", f"{corpus}: it cannot be read ({error}); expected a folder. Grant the right.")
    else:
        yield from _not_synced(corpus, index, manifest) if manifest else ()
    yield from _unread(index, manifest) if manifest else ()


def _unread(index: Path, manifest: Manifest) -> Iterator[Finding]:
    records = read_records(index, manifest.name).values()
    secret = {refusal.name for record in records for refusal in record.refusals if refusal.secret}
    for one in manifest.unreadable:
        stands = ", its earlier content stands" if one.stands else ""
        check = "secret" if one.name in secret else "unread"
        yield Finding(check, f"{one.name}: not read{stands}: {one.reason}. {one.remedy}")


def _not_synced(corpus: Path, index: Path, manifest: Manifest) -> Iterator[Finding]:
    known = read_records(index, manifest.name)
    if not known:
        return
    try:
        found = pending(corpus, known)
    except OSError as error:
        yield Finding("corpus", f"{corpus}: it cannot be read ({error}); expected a folder. Grant the right.")
        return
    if found.changed:
        yield Finding("synced", f"{_names(found.changed)} to be read; expected none. Run `python -m index sync`.")
    if found.gone:
        yield Finding("synced", f"{_names(found.gone)} gone from {corpus}; expected none. Run `python -m index sync`.")


def _names(names: Sequence[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more + (" is" if len(names) == 1 else " are")
