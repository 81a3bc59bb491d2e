"""What is stored: the manifest that serves, its segments, their vector stores, the records, the generation before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from index.doctor.finding import Finding
from index.encoder import is_bundled, open_encoder
from index.errors import EncoderMismatch, IndexDamaged, SearchIndexError
from index.generation import RECORDS, SEGMENTS, Manifest, kept_names, read_manifest, segments_of
from index.records import read_records
from index.segment import open_segment

_REBUILD = "Run `python -m index build`."


def open_manifest(folder: Path) -> Manifest | Finding:
    """Return the manifest that serves, or why it cannot be read."""
    try:
        return read_manifest(folder)
    except SearchIndexError as error:
        return Finding("index", str(error))
    except OSError as error:
        return Finding("index", f"{folder}: it cannot be read ({error}); expected an index. Grant the right.")


def check_encoder_of(folder: Path, manifest: Manifest, *, bundled_is_whole: bool) -> Iterator[Finding]:
    """Yield that the encoder that the index names cannot be opened, or is another one now."""
    if is_bundled(manifest.encoder) and not bundled_is_whole:
        return
    try:
        name = open_encoder(manifest.encoder).name
        if name != manifest.encoder:
            yield Finding("encoder", str(EncoderMismatch(folder, manifest.encoder, name)))
    except SearchIndexError as error:
        yield Finding("encoder", str(error))


def check_segments(folder: Path, manifest: Manifest) -> Iterator[Finding]:
    """Yield each segment of which a file is not the one that was written, or whose vector store cannot be opened."""
    for name, files in manifest.segments.items():
        try:
            segment = open_segment(folder / SEGMENTS / name, files)
            segment.store.check(sum(place.clauses for place in segment.placed), len(segment.rows))
        except IndexDamaged as error:
            yield Finding("segments", str(error))
        except OSError as error:
            yield Finding("segments", f"{name}: it cannot be read ({error}); expected a segment. {_REBUILD}")


def check_records(folder: Path, manifest: Manifest) -> Iterator[Finding]:
    """Yield that the next sync has to read every file, for it is not known what they held."""
    if manifest.live and not read_records(folder, manifest.name):
        path = folder / RECORDS / f"{manifest.name}.json"
        yield Finding(
            "records",
            f"{path}: missing or damaged; expected what is known of the files. Run `python -m index sync`, which reads "
            "them all once more; nothing is lost.",
        )


def check_generations(folder: Path, manifest: Manifest) -> Iterator[Finding]:
    """Yield each kept generation, but the one that serves, that nobody could go back to."""
    for name in kept_names(folder):
        try:
            lost = sorted(one for one in segments_of(folder, name) if not (folder / SEGMENTS / one).is_dir())
        except IndexDamaged as error:
            if name != manifest.name:
                told = str(error).partition("; expected")[0]
                yield Finding("generations", f"{told}; expected one to go back to. `python -m index gc` takes it away.")
            continue
        if lost and name != manifest.name:
            yield Finding(
                "generations",
                f"generation {name} lacks segment {lost[0]}; expected it whole, to go back to. The one that serves is "
                "not touched; the next build takes its place.",
            )
