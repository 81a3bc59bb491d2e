"""Sentence-transformers models: a folder, or a hub name whose files are on this machine."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from index.encoders.protocol import Vectors, normalise
from index.errors import EncoderUnavailable

PATH = "path:"
HUB = "hub:"

_HASH_DIGITS = 10
# What such a folder may hold besides the model that sentence-transformers loads: texts and exports to other runtimes.
_BESIDE = ("*.md", "*.png", "*.jpg", ".*", "onnx/*", "openvino/*")
_UNLOADABLE = (OSError, ValueError, LookupError, RuntimeError, TypeError, AttributeError, ImportError)


class SentenceTransformerEncoder:
    """A sentence-transformers model in a folder. Questions and passages get the prompts that the model asks for.

    Args:
        folder: the model's folder.
        name: what an index calls the model; the folder and a hash of its files when not given.

    Raises:
        EncoderUnavailable: if the folder does not hold such a model.
    """

    def __init__(self, folder: Path, name: str | None = None) -> None:
        folder = folder.expanduser().resolve()
        self._name = name or f"{PATH}{folder}@{_content_hash(folder)}"
        # Seconds and hundreds of megabytes: only who chooses such a model pays for it.
        from safetensors import SafetensorError
        from sentence_transformers import SentenceTransformer

        try:
            self._model: Any = SentenceTransformer(str(folder), local_files_only=True)
            self._dimension = int(self._model.encode_document(["测"], show_progress_bar=False).shape[1])
        except (*_UNLOADABLE, SafetensorError) as error:
            raise EncoderUnavailable(self._name, f"no usable model in {folder} ({_first_line(error)})") from error
        # Its tokenizer changes while it is used, and a service searches in several threads.
        self._using = threading.Lock()

    @property
    def name(self) -> str:
        """The folder and a hash of its files, or the hub name and its commit."""
        return self._name

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        return self._dimension

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text, each of length one; with the model's prompt for passages, if it has one."""
        return self._rows(self._model.encode_document, texts)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return one row a question, each of length one; with the model's prompt for questions, if it has one."""
        return self._rows(self._model.encode_query, texts)

    def _rows(self, encode: Callable[..., Any], texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self._dimension), np.float32)
        with self._using:
            rows = encode(list(texts), show_progress_bar=False, convert_to_numpy=True)
        return normalise(np.asarray(rows, np.float32).reshape(len(texts), self._dimension))


def open_folder(source: str) -> SentenceTransformerEncoder:
    """Return the model in the folder `source`, which may end in the @hash that an index remembers.

    Whether the files are still the ones of that hash shows in the encoder's name.

    Raises:
        EncoderUnavailable: if there is no such folder, or no model in it.
    """
    folder = Path(source).expanduser()
    path, at, _ = source.rpartition("@")
    if at and not folder.is_dir():
        folder = Path(path).expanduser()
    if not folder.is_dir():
        raise EncoderUnavailable(
            f"{PATH}{source}",
            f"{folder} is no folder",
            "a sentence-transformers model there. Put the model's folder back, or build the index again with "
            "`python -m index build --encoder path:FOLDER`",
        )
    return SentenceTransformerEncoder(folder)


def open_hub(source: str, *, download: bool) -> SentenceTransformerEncoder:
    """Return the hub model `source`, NAME or NAME@REVISION, from the hub's cache on this machine.

    Args:
        source: the model's name on the hub.
        download: whether it is fetched when it is not in the cache.

    Raises:
        EncoderUnavailable: if it is not in the cache and is not, or cannot be, fetched.
    """
    repository, _, revision = source.partition("@")
    folder = _snapshot(repository, revision or None, download=download)
    return SentenceTransformerEncoder(folder, f"{HUB}{repository}@{folder.name}")


def _snapshot(repository: str, revision: str | None, *, download: bool) -> Path:
    """Return the cached folder of a hub model, which is named for its commit."""
    # Half a second that only who chooses such a model pays for.
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import LocalEntryNotFoundError

    def local(*, only: bool) -> Path:
        found = snapshot_download(repository, revision=revision, local_files_only=only, ignore_patterns=list(_BESIDE))
        return Path(found)

    try:
        try:
            return local(only=True)
        except LocalEntryNotFoundError:
            if not download:
                raise
            return local(only=False)
    except (OSError, ValueError) as error:
        told = "could not be fetched" if download else "is not on this machine"
        raise EncoderUnavailable(
            f"{HUB}{repository}" + (f"@{revision}" if revision else ""),
            f"the model {told} ({_first_line(error)})",
            f"it in the hub's cache. Fetch it with `hf download {repository}`, or allow the download with "
            "MINGBAI_ENCODER_DOWNLOAD=true",
        ) from error


def _content_hash(folder: Path) -> str:
    """Return a hash of the names and bytes of a model's files: another model in the same folder has another."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        inner = path.relative_to(folder)
        if path.is_file() and not any(_matches(inner, pattern) for pattern in _BESIDE):
            with path.open("rb") as file:
                total.update(f"{inner.as_posix()}\n{hashlib.file_digest(file, 'sha256').hexdigest()}\n".encode())
    return total.hexdigest()[:_HASH_DIGITS]


def _matches(inner: Path, pattern: str) -> bool:
    if pattern.endswith("/*"):
        return inner.parts[0] == pattern.removesuffix("/*")
    return inner.match(pattern) or inner.parts[0].startswith(".")


def _first_line(error: BaseException) -> str:
    return str(error).strip().partition("\n")[0][:300] or type(error).__name__
