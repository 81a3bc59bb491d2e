"""The examination of an installation: all checks, in an order in which the first finding often explains the others."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

from index.doctor.disk import check_lock, check_room, check_writable
from index.doctor.finding import Finding
from index.doctor.notices import check_corpus
from index.doctor.program import check_clock, check_encoder, check_packages, check_python
from index.doctor.stored import check_encoder_of, check_generations, check_records, check_segments, open_manifest
from index.generation import Manifest


def examine(corpus: Path, index: Path, now: dt.datetime) -> tuple[Finding, ...]:
    """Return what is wrong with an installation, and what is good to know of it; nothing where all is well.

    Nothing is mended. Fonts and a browser are not looked for: only the tests need them.

    Args:
        corpus: the folder of notices.
        index: the index's folder.
        now: the time by this machine's clock.
    """
    encoder = tuple(check_encoder())
    opened = open_manifest(index)
    manifest = opened if isinstance(opened, Manifest) else None
    findings = [*check_python(sys.version_info[:2]), *check_packages(), *encoder]
    findings += check_clock(now, _written(manifest))
    findings += [*check_writable(index), *check_room(index), *check_lock(index)]
    if isinstance(opened, Finding):
        findings.append(opened)
    else:
        findings += check_encoder_of(index, opened, bundled_is_whole=not encoder)
        findings += [*check_segments(index, opened), *check_records(index, opened)]
        findings += check_generations(index, opened)
    findings += check_corpus(corpus, index, manifest)
    return tuple(findings)


def _written(manifest: Manifest | None) -> dt.datetime | None:
    """Return when the index was made, None where it does not tell."""
    try:
        return dt.datetime.fromisoformat(manifest.created) if manifest else None
    except (TypeError, ValueError):
        return None
