"""Archives of Markdown texts, as the training data come."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Mapping
from pathlib import Path


def pack(path: Path, texts: Mapping[str, str]) -> Path:
    """Write `texts`, by their paths, into the archive `path` and return it."""
    with tarfile.open(path, "w:xz") as tar:
        for name, text in texts.items():
            data = text.encode()
            member = tarfile.TarInfo(f"./{name}")
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
    return path
