"""What can go wrong with an index; every message names the value, what was expected and the remedy."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus import Refusal

_REBUILD = "Run `python -m index build`; what is stored was not touched."
_UPGRADE = "Run `python -m index upgrade`, which rebuilds it; what is stored was not touched."


class SearchIndexError(Exception):
    """Shown to whoever runs a command or starts the service; trying again without a change does not help."""


class IndexMissing(SearchIndexError):
    """Shown when a folder holds no index."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder}: no index here; expected a folder made by `python -m index build`. Build it first.")


class IndexDamaged(SearchIndexError):
    """Shown when a file of the index is missing, cut off or not the one that was written."""

    def __init__(self, path: Path, found: str, expected: str) -> None:
        super().__init__(f"{path}: {found}; expected {expected}. {_REBUILD}")


class SchemaMismatch(SearchIndexError):
    """Shown when an index was written by another version of this program."""

    def __init__(self, folder: Path, found: object, expected: int) -> None:
        earlier = isinstance(found, int) and found < expected
        remedy = (
            "Run `python -m index upgrade`, which rebuilds it; what is stored was not touched." if earlier else _REBUILD
        )
        super().__init__(f"{folder}: index schema {found}; this program reads schema {expected}. {remedy}")


class WrongCorpus(SearchIndexError):
    """Shown when an index is to be rebuilt from a folder that holds none of its notices."""

    def __init__(self, folder: Path, corpus: Path, source: str) -> None:
        super().__init__(
            f"{corpus}: no file of the index {folder} is here, such as {source}; expected the folder that the index "
            "was made from. Give it with --corpus; what is stored was not touched."
        )


class EncoderMismatch(SearchIndexError):
    """Shown when an index and an encoder do not belong together; `found` and `given` are their names."""

    def __init__(self, folder: Path, found: str, given: str) -> None:
        self.found = found
        self.given = given
        # A hub model's earlier commit can be opened by its name; what a folder or endpoint held before can not.
        source = given.rpartition("@")[0]
        replaced = source == found.rpartition("@")[0] != "" and not source.startswith("hub:")
        remedy = "Put the earlier model back" if replaced else f"Open it with {found}"
        super().__init__(
            f"{folder}: the index was made with encoder {found}, the encoder at hand is {given}. "
            f"{remedy}, or rebuild with `python -m index build --encoder …`; what is stored was not touched."
        )


class EncoderUnavailable(SearchIndexError):
    """Shown when an encoder cannot be opened."""

    def __init__(self, name: str, reason: str, expected: str = "") -> None:
        expected = expected or (
            "`bundled`, `path:` and the folder of a sentence-transformers model, `hub:` and the name of one that "
            "is already downloaded, or `openai:` and the name of an endpoint's model. Choose one of these"
        )
        super().__init__(f"encoder {name}: {reason}; expected {expected}.")


class EncoderOptionUnusable(SearchIndexError):
    """Shown when a variable of the environment sets an encoder's option to what it cannot be."""

    def __init__(self, variable: str, found: str, expected: str) -> None:
        super().__init__(f"{variable}={found}: expected {expected}. Correct the variable, or leave it out.")


class EndpointFailed(SearchIndexError):
    """Shown when an embedding endpoint does not answer as it should; the remedy says whether trying again helps."""

    def __init__(self, name: str, url: str, reason: str, remedy: str) -> None:
        super().__init__(f"encoder {name} at {url}: {reason}. {remedy}.")


class EmptyCorpus(SearchIndexError):
    """Shown when a corpus folder holds no file to read."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder}: no notice in this folder; expected at least one file. Add notices, then build.")


class NothingReadable(SearchIndexError):
    """Shown when no file of a corpus folder could be read."""

    def __init__(self, folder: Path, refused: Sequence[Refusal]) -> None:
        shown = " | ".join(str(one) for one in refused[:3])
        super().__init__(
            f"{folder}: none of the {len(refused)} files could be read; expected at least one notice. {shown}"
        )


class IndexBusy(SearchIndexError):
    """Shown when another build or sync holds the index; trying again later helps."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder}: another build or sync is running; expected none. Wait until it ends, then try again."
        )


class WriteFailed(SearchIndexError):
    """Shown when an index cannot be written; what served before goes on serving."""

    def __init__(self, folder: Path, error: Exception) -> None:
        super().__init__(
            f"{folder}: the index cannot be written ({error}); expected a folder that may be written to, and room on "
            "its disk. Make room or grant the right, then try again; the earlier index serves on."
        )


class NoEarlierGeneration(SearchIndexError):
    """Shown when a rollback finds nothing to go back to."""

    def __init__(self, folder: Path, current: str) -> None:
        super().__init__(f"{folder}: {current} is the only generation kept; expected an earlier one. Build instead.")


class LexiconMalformed(SearchIndexError):
    """Shown to the keeper of the word lists: a line of one does not have the expected form."""

    def __init__(self, path: Path, line: int, found: str, expected: str) -> None:
        super().__init__(f"{path.name} line {line}: {found!r}; expected {expected}. Correct the line.")


class BackupFailed(SearchIndexError):
    """Shown when a backup cannot be written; an earlier one of its name is still there."""

    def __init__(self, target: Path, error: Exception) -> None:
        super().__init__(
            f"{target}: the backup cannot be written ({error}); expected a folder that may be written to, room on its "
            "disk, and files that stay as they are meanwhile. See to that, then try again."
        )


class BackupUnusable(SearchIndexError):
    """Shown when a file cannot be restored from; nothing was changed."""

    def __init__(self, source: Path, found: str, expected: str) -> None:
        super().__init__(f"{source}: {found}; expected {expected}. Use another backup; nothing was changed.")


class FolderTaken(SearchIndexError):
    """Shown when a restore would delete what it was not told to; nothing was changed."""

    def __init__(self, folder: Path, found: str) -> None:
        super().__init__(
            f"{folder}: {found}; expected no folder or an empty one. Give another folder, or --replace where what is "
            "there may be deleted; nothing was changed."
        )


class RestoreFailed(SearchIndexError):
    """Shown when a restore cannot read the backup or write the folders."""

    def __init__(self, source: Path, error: Exception) -> None:
        super().__init__(
            f"{source}: it cannot be restored ({error}); expected a backup that can be read, and folders that may be "
            "replaced, with room beside them. See to that, then try again; what was there is still there."
        )
