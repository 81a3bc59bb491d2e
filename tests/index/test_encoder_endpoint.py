"""Encoders behind an endpoint: what is asked, how its failures are told, and that its key stays where it is."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from encoder_builders import TINY, Endpoint, serving
from index_builders import notice_text, three_notices

from index import Index, SearchIndexError, build, open_encoder, sync
from index.encoder import EncoderOptions
from index.errors import EncoderMismatch, EncoderOptionUnusable, EncoderUnavailable, EndpointFailed
from index.generation import read_manifest

KEY = "sk-very-secret-0123456789"
ASKED = "各部门每年组织培训不少于2次"
Reply = tuple[int, str | dict[str, Any]]


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[Endpoint]:
    """An endpoint that the environment names, with its key."""
    with serving(KEY) as running:
        monkeypatch.setenv("MINGBAI_EMBEDDING_URL", running.url)
        monkeypatch.setenv("MINGBAI_EMBEDDING_KEY", KEY)
        yield running


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return three_notices(tmp_path / "corpus")


def data(*vectors: object) -> Reply:
    """Return an answer with these vectors."""
    return 200, {"data": [{"index": at, "embedding": vector} for at, vector in enumerate(vectors)]}


def test_an_index_finds_the_endpoint_that_it_was_built_with(corpus: Path, endpoint: Endpoint, tmp_path: Path) -> None:
    build(corpus, tmp_path / "index", open_encoder("openai:tiny-embedder"))
    assert read_manifest(tmp_path / "index").encoder == f"openai:tiny-embedder@{TINY}"
    asked_before = len(endpoint.requests)
    opened = Index.open(tmp_path / "index")
    assert len(endpoint.requests) == asked_before, "opening asks the endpoint nothing"
    hit = opened.search(ASKED, limit=1, mode="dense")[0]
    assert opened.notices[hit.clause.notice_id].text[hit.sentence_start : hit.sentence_end].startswith(ASKED)
    (corpus / "d.txt").write_text(notice_text("清河县", 4), encoding="utf-8")
    assert len(sync(corpus, tmp_path / "index").added) == 1


def test_texts_are_sent_as_strings_in_batches_and_blank_ones_not_at_all(endpoint: Endpoint) -> None:
    texts = [f"第{number}条" for number in range(7)]
    encoder = open_encoder("openai:tiny", EncoderOptions(endpoint.url, KEY, batch=3))
    vectors = encoder.encode([*texts[:4], " \n", *texts[4:], ""])
    sent = [request["input"] for request in endpoint.requests]
    assert sent == [["测"], texts[:3], texts[3:6], texts[6:]]
    assert {(one["model"], one["encoding_format"]) for one in endpoint.requests} == {("tiny", "float")}
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), [1, 1, 1, 1, 0, 1, 1, 1, 0], atol=1e-6)
    np.testing.assert_allclose(vectors[3], encoder.encode_queries([texts[3]])[0], atol=1e-6)


def test_the_key_is_in_no_file_log_error_or_name(
    corpus: Path, endpoint: Endpoint, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    encoder = open_encoder("openai:tiny")
    build(corpus, tmp_path / "index", encoder)
    endpoint.replies = [(401, {"error": {"message": f"Incorrect API key provided: {KEY}"}})]
    with pytest.raises(EndpointFailed) as caught:
        encoder.encode(["问"])
    told = [str(caught.value), repr(caught.getrepr(style="long")), str(caught.getrepr(chain=True, style="short"))]
    told += [caplog.text, encoder.name, repr(encoder), repr(EncoderOptions.from_environment())]
    assert [one for one in told if KEY in one] == []
    files = [path for path in (tmp_path / "index").rglob("*") if path.is_file()]
    assert files and [path for path in files if KEY.encode() in path.read_bytes()] == []


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        ((401, {"error": {"message": "no"}}), "status 401.*MINGBAI_EMBEDDING_KEY"),
        ((404, {"error": {"message": "no model"}}), "status 404 .*no model.*Correct the model's name"),
        ((413, "too large"), "status 413.*MINGBAI_EMBEDDING_BATCH"),
        ((400, "x" * 5000), "status 400"),
        ((200, "<html>a page</html>"), "not JSON.*MINGBAI_EMBEDDING_URL"),
        ((200, {"object": "list"}), "not an answer with vectors.*2 vectors"),
        ((200, {"data": [None, None]}), "not an answer with vectors"),
        ((200, {"data": None}), "not an answer with vectors"),
        (data([1.0] * TINY), "not an answer with vectors for each text.*2 vectors"),
        (data(*[[1.0] * TINY] * 3), "3 vectors.*expected.*2 vectors"),
        (data([1.0] * TINY, [1.0]), "not an answer with vectors"),
        (data([1.0] * TINY, "abc"), "not an answer with vectors"),
        (data(*[[float("nan")] * TINY] * 2), "finite"),
        (data([], []), "expected"),
        (data(*[[1.0] * 8] * 2), "vectors of 8 numbers; expected 16.*build the index again"),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else "",
)
def test_an_answer_that_is_none_is_told_in_one_line_with_the_remedy(
    endpoint: Endpoint, reply: Reply, told: str
) -> None:
    endpoint.replies = [reply]
    with pytest.raises(EndpointFailed, match=told) as caught:
        open_encoder(f"openai:tiny@{TINY}").encode(["一", "二"])
    message = str(caught.value)
    assert f"encoder openai:tiny at {endpoint.url}: " in message
    assert len(message.splitlines()) == 1 and len(message) < 500


def test_a_passing_fault_is_tried_again(endpoint: Endpoint) -> None:
    endpoint.replies = [(503, "loading"), (429, "wait")]
    assert open_encoder(f"openai:tiny@{TINY}").encode(["一"]).shape == (1, TINY)


def test_a_lasting_fault_says_whether_to_try_again(endpoint: Endpoint) -> None:
    endpoint.replies = [(503, "loading")] * 9
    with pytest.raises(EndpointFailed, match=r"status 503.*Trying again later may help"):
        open_encoder(f"openai:tiny@{TINY}").encode(["一"])
    assert len(endpoint.requests) == 3


def test_an_endpoint_that_takes_too_long_is_told(endpoint: Endpoint) -> None:
    endpoint.pause = 0.5
    with pytest.raises(EndpointFailed, match=r"no answer in 0\.05 s"):
        open_encoder(f"openai:tiny@{TINY}", EncoderOptions(endpoint.url, KEY, seconds=0.05)).encode(["一"])


def test_an_endpoint_that_is_not_there_is_told_without_what_is_secret_in_its_address(endpoint: Endpoint) -> None:
    with serving() as gone:
        secret = gone.url.replace("http://", "http://user:password@") + "?token=hidden"
    with pytest.raises(EndpointFailed, match=rf"at {gone.url}: no connection.*Start the endpoint") as caught:
        open_encoder("openai:tiny", EncoderOptions(secret)).encode(["一"])
    assert "password" not in str(caught.value) and "hidden" not in str(caught.value)


def test_an_endpoint_without_a_key_is_asked_without_one_of_openais(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-openai")
    with serving() as free:
        assert open_encoder("openai:tiny", EncoderOptions(free.url)).dimension == TINY


def test_a_model_of_another_dimension_is_another_encoder(corpus: Path, endpoint: Endpoint, tmp_path: Path) -> None:
    build(corpus, tmp_path / "index", open_encoder("openai:tiny"))
    endpoint.dimension = 8
    with pytest.raises(EncoderMismatch, match=rf"openai:tiny@{TINY}.*openai:tiny@8"):
        sync(corpus, tmp_path / "index", open_encoder("openai:tiny"))
    with pytest.raises(SearchIndexError, match="vectors of 8 numbers; expected 16"):
        Index.open(tmp_path / "index").search("培训")


@pytest.mark.parametrize("url", ["", "127.0.0.1:8080/v1", "ftp://host/v1"])
def test_no_address_names_the_variable(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("MINGBAI_EMBEDDING_URL", url)
    with pytest.raises(EncoderUnavailable, match=r"openai:tiny: .*expected one in MINGBAI_EMBEDDING_URL, such as"):
        open_encoder("openai:tiny")


@pytest.mark.parametrize(
    ("variable", "value"), [("MINGBAI_EMBEDDING_BATCH", "0"), ("MINGBAI_ENCODER_DOWNLOAD", "perhaps")]
)
def test_an_option_of_the_wrong_form_is_refused_by_name(variable: str, value: str) -> None:
    with pytest.raises(EncoderOptionUnusable, match=f"{variable}={value}: expected"):
        EncoderOptions.from_environment({variable: value})


def test_options_are_read_from_the_environment() -> None:
    environment = {
        "MINGBAI_EMBEDDING_URL": "http://host/v1",
        "MINGBAI_EMBEDDING_KEY": "k",
        "MINGBAI_EMBEDDING_BATCH": "8",
        "MINGBAI_ENCODER_DOWNLOAD": "TRUE",
    }
    assert EncoderOptions.from_environment(environment) == EncoderOptions("http://host/v1", "k", 8, download=True)
    assert EncoderOptions.from_environment({}) == EncoderOptions()
