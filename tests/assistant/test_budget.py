"""Tokens are counted without a network, and never too few."""

from __future__ import annotations

import hashlib
import inspect
import re
from pathlib import Path

import pytest
import tiktoken
from hypothesis import given, settings
from hypothesis import strategies as st
from tiktoken_ext import openai_public

from assistant.budget import O200K, CachedEncoding, TokenCounter, bundled_encoding, open_counter
from assistant.budget_training import train

NOTICES = Path(__file__).resolve().parents[2] / "corpus" / "notices"
ENCODING = bundled_encoding()


@pytest.fixture
def counter(tmp_path: Path) -> TokenCounter:
    """A counter on a machine where tiktoken has nothing in its cache."""
    return open_counter(tmp_path)


@given(st.text())
@settings(deadline=None)
def test_no_text_is_too_strange_to_be_counted_and_given_back(text: str) -> None:
    tokens = ENCODING.encode_ordinary(text)
    assert ENCODING.decode(tokens) == text
    assert len(text) - sum(character.isascii() for character in text) <= len(tokens) <= len(text.encode())


@pytest.mark.parametrize(
    ("text", "least"),
    [
        pytest.param("人民政府办公室", 7, id="a Chinese character is one token or more"),
        pytest.param("20201231", 8, id="a digit is one token"),
        pytest.param("，，。。\n\n", 6, id="marks and line ends are not joined"),
        pytest.param("proactive disclosure of government information", 5, id="a word is one token or more"),
    ],
)
def test_what_large_encodings_join_is_counted_apart(counter: TokenCounter, text: str, least: int) -> None:
    assert counter.count(text) >= least


def test_a_notice_takes_little_more_than_a_token_a_character(counter: TokenCounter) -> None:
    texts = [file.read_text(encoding="utf-8") for file in sorted(NOTICES.glob("*.txt"))]
    assert len(texts) == 5
    for text in texts:
        assert 1 <= counter.count(text) / len(text) < 1.1


def test_words_of_control_are_counted_as_text(counter: TokenCounter) -> None:
    assert counter.count("<|endoftext|>") > 3


def test_a_word_without_end_is_counted_in_time(counter: TokenCounter) -> None:
    assert counter.count("a" * 100_000) > 10_000


def test_what_fits_is_taken_from_the_first_on(counter: TokenCounter) -> None:
    texts = ["公开", "及时公开", "公"]
    sizes = [counter.count(text) for text in texts]
    assert counter.fitting(texts, sum(sizes)) == 3
    assert counter.fitting(texts, sum(sizes) - 1) == 2
    assert counter.fitting(texts, sizes[0] + sizes[1] - 1) == 1
    assert counter.fitting(texts, 0) == 0


def test_the_real_encoding_counts_where_its_file_is_in_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "real").write_bytes(b"the real one")
    cached = CachedEncoding("as_if_real", "real", hashlib.sha256(b"the real one").hexdigest())
    letters = tiktoken.Encoding(
        "as_if_real", pat_str=".", mergeable_ranks={bytes([value]): value for value in range(256)}, special_tokens={}
    )
    monkeypatch.setitem(tiktoken.registry.ENCODINGS, "as_if_real", letters)
    assert open_counter(tmp_path, cached).name == "as_if_real"


def test_a_damaged_file_in_the_cache_is_neither_used_nor_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))
    (tmp_path / O200K.file).write_bytes(b"half a downl")
    assert open_counter().name == "mingbai_budget"
    assert (tmp_path / O200K.file).read_bytes() == b"half a downl"


def test_the_file_looked_for_is_the_one_that_tiktoken_would_read() -> None:
    source = inspect.getsource(openai_public.o200k_base)
    address = re.search(r'"(\w+://[^"]+)"', source)
    assert address
    # tiktoken names a file of its cache by the SHA-1 of its address.
    assert hashlib.sha1(address[1].encode(), usedforsecurity=False).hexdigest() == O200K.file
    assert O200K.sha256 in source


def test_training_ranks_every_byte_before_what_stands_together() -> None:
    pieces = train(iter(["公开公开公开", "the the the"]), 300)
    assert pieces[:256] == [bytes([value]) for value in range(256)]
    assert "公".encode() in pieces
    assert "公开".encode() not in pieces
    assert b"the" in pieces
