"""A file that bears a secrecy mark leaves no word anywhere, and takes what stood in its place out of the index."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from fault_builders import ENCODER, PLACES, text_of, word_of, write_round
from hostile_files import packed
from office_builders import para, run, word

from index import Index, build, sync
from index.generation import read_manifest

UNIQUE = "鸩羽鸾笺"
SECRET = f"秘密★1年\n{text_of('玄武县', 60, UNIQUE)}"

FILES: Mapping[str, Callable[[], bytes]] = {
    "secret.txt": SECRET.encode,
    "secret.docx": lambda: word("".join(para(run(line)) for line in SECRET.split("\n") if line)),
    "secret.zip": lambda: packed({"通知.txt": SECRET}),
}


def holding(folder: Path, told: str) -> list[str]:
    """Return the files below `folder` that hold this word in any encoding that may be written."""
    forms = [told.encode(code) for code in ("utf-8", "utf-16-le", "gb18030")] + [ascii(told)[1:-1].encode()]
    files = (path for path in folder.rglob("*") if path.is_file())
    return [str(path.relative_to(folder)) for path in files if any(form in path.read_bytes() for form in forms)]


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("make", [build, sync])
def test_no_word_of_a_secret_file_is_stored_or_told(
    tmp_path: Path, name: str, make: Callable[..., object], caplog: pytest.LogCaptureFixture
) -> None:
    corpus, folder = write_round(tmp_path / "corpus", 0), tmp_path / "index"
    build(corpus, folder, ENCODER)
    (corpus / name).write_bytes(FILES[name]())
    with caplog.at_level(0):
        summary = make(corpus, folder, ENCODER)
    (one,) = Index.open(folder, ENCODER).status().unreadable
    assert one.name.startswith(name) and "秘密" in one.reason and one.remedy
    assert holding(folder, UNIQUE) == []
    assert holding(folder, word_of(0)), "what is open is found this way"
    assert UNIQUE not in caplog.text and UNIQUE not in repr(summary)


@pytest.mark.parametrize("make", [build, sync])
def test_an_open_file_that_becomes_secret_leaves_the_generation_that_serves(
    tmp_path: Path, make: Callable[..., object]
) -> None:
    corpus, folder = write_round(tmp_path / "corpus", 0), tmp_path / "index"
    (corpus / "4.txt").write_text(text_of("朱雀县", 61, "旧文字样"), encoding="utf-8")
    build(corpus, folder, ENCODER)
    (corpus / "4.txt").write_text(SECRET, encoding="utf-8")
    make(corpus, folder, ENCODER)
    index = Index.open(folder, ENCODER)
    assert len(index.notices) == len(read_manifest(folder).live) == len(PLACES)
    assert not any("旧文字样" in hit.clause.own_text for hit in index.search("旧文字样", limit=50))
    (one,) = index.status().unreadable
    assert (one.name, one.stands) == ("4.txt", False)
    assert holding(folder, UNIQUE) == []
    assert sync(corpus, folder, ENCODER).generation == index.generation


def test_the_command_tells_no_word_of_a_secret_file(tmp_path: Path) -> None:
    corpus, folder = write_round(tmp_path / "corpus", 0), tmp_path / "index"
    (corpus / "secret.txt").write_bytes(SECRET.encode())
    command = [sys.executable, "-m", "index", "build", "--corpus", str(corpus), "--index", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "secret.txt" in done.stdout + done.stderr
    assert UNIQUE not in done.stdout + done.stderr
    assert holding(folder, UNIQUE) == []
