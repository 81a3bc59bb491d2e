"""Mingbai as one process: web chat, HTTP API and health check over one index. Run with `python app.py`."""

from __future__ import annotations

import logging
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import uvicorn
from pydantic import ValidationError

from assistant.api.service import create_service
from assistant.assistant import Assistant
from assistant.budget import open_counter
from assistant.chat.page import mount
from assistant.deadline.calendar import HolidayFileError, open_calendar
from assistant.generate.generator import Generator
from assistant.model import EndpointModel, ModelOptions, ModelUnusable
from assistant.settings import Settings
from corpus.errors import CorpusError
from index.building import BuildSummary, build, sync
from index.encoder import Encoder, is_bundled, open_encoder
from index.errors import EncoderMismatch, IndexBusy, IndexDamaged, SchemaMismatch, SearchIndexError
from index.index import Index
from index.watch import Outcome, follow, keep_up

FAILED = 1
MISUSED = 2

# An open page holds a stream to the server for ever; without a limit Ctrl+C would wait for every visitor to leave.
SHUTDOWN_SECONDS = 3

log = logging.getLogger("mingbai")


class AddressUnusable(Exception):
    """Shown to whoever starts the program: nothing can listen on the address that the settings give."""

    def __init__(self, settings: Settings, error: OSError) -> None:
        super().__init__(
            f"{settings.host}:{settings.port}: {error.strerror}. "
            "Stop what uses it, or choose another address with PORT or MINGBAI_HOST."
        )


def main() -> int:
    """Bring the index up to date with the corpus, then serve until interrupted; return the exit status."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    # At this level they print a line for every request that Gradio sends to itself, or an encoder to its endpoint.
    for name in ("httpx", "httpx2"):
        logging.getLogger(name).setLevel(logging.WARNING)
    try:
        settings = Settings()
    except ValidationError as error:
        for each in error.errors():
            log.error("Setting %s: %r is not usable. %s.", each["loc"][0], each["input"], each["msg"])
        return MISUSED
    try:
        generator = _generator(settings)
        with _listen(settings) as listener:
            encoder = open_encoder(settings.encoder)
            _update(settings, encoder)
            index = Index.open(settings.index_dir, encoder)
            calendar = open_calendar(settings.corpus_dir)
            with _following(index, settings, encoder):
                _serve(Assistant(index, calendar=calendar, generator=generator), listener, settings)
    except (SearchIndexError, CorpusError, HolidayFileError) as error:
        folders = f"MINGBAI_CORPUS_DIR={settings.corpus_dir}, MINGBAI_INDEX_DIR={settings.index_dir}"
        log.error("%s\n(%s, MINGBAI_ENCODER=%s)", error, folders, settings.encoder)
        return FAILED
    except (AddressUnusable, ModelUnusable) as error:
        log.error("%s", error)
        return FAILED
    return 0


def _generator(settings: Settings) -> Generator | None:
    """Return what asks the chat model that the settings name; None where they name none.

    Raises:
        ModelUnusable: if they name a model and no endpoint.
    """
    if not settings.model:
        return None
    options = ModelOptions(
        settings.model, settings.model_url, settings.model_key, settings.model_seconds,
        settings.model_quiet_seconds, settings.model_window,
    )  # fmt: skip
    return Generator(EndpointModel(options), open_counter(), options.window)


def _listen(settings: Settings) -> socket.socket:
    """Return a listening socket; taken first, so that a port in use is told before an index is built.

    Raises:
        AddressUnusable: if the address is in use, not this machine's or not allowed.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host, settings.port), family=family)
    except OSError as error:
        raise AddressUnusable(settings, error) from error


def _update(settings: Settings, encoder: Encoder) -> None:
    """Build the index where it is missing, unreadable or of another version; take up what changed otherwise.

    Raises:
        EncoderMismatch: if someone made the index with an encoder that is not the one that the settings name.
    """
    try:
        summary = sync(settings.corpus_dir, settings.index_dir, encoder)
    except (SchemaMismatch, IndexDamaged, EncoderMismatch) as error:
        # Another bundled encoder comes with another version of the program; any other one was somebody's choice.
        if isinstance(error, EncoderMismatch) and not (is_bundled(error.found) and is_bundled(error.given)):
            raise
        log.warning("%s\nThe index is built anew.", error)
        summary = build(settings.corpus_dir, settings.index_dir, encoder)
    for file in summary.unreadable:
        log.warning("%s was left out: %s. %s", file.name, file.reason, file.remedy)
    count = len(summary.added) + len(summary.changed) + summary.unchanged
    log.info("Index %s: %d notices, ready in %.1f s.", summary.generation, count, summary.seconds)


@contextmanager
def _following(index: Index, settings: Settings, encoder: Encoder) -> Iterator[None]:
    """Let `index` follow its corpus folder; of several processes one writes, and the others take up what it wrote."""

    def tell(outcome: Outcome) -> None:
        try:
            if index.refresh():
                log.info("Index %s serves now.", index.generation)
        except SearchIndexError as error:
            log.warning("%s", error)
        if not isinstance(outcome, BuildSummary | IndexBusy):
            log.warning("%s", outcome)

    stop = threading.Event()
    thread = keep_up(follow(settings.corpus_dir, settings.index_dir, encoder, stop=stop), tell)
    try:
        yield
    finally:
        stop.set()
        thread.join(SHUTDOWN_SECONDS)


def _serve(assistant: Assistant, listener: socket.socket, settings: Settings) -> None:
    service = create_service(assistant)
    mount(service, assistant)
    config = uvicorn.Config(service, log_level="warning", ws="none", timeout_graceful_shutdown=SHUTDOWN_SECONDS)
    log.info("Serving on http://%s:%d (API: /docs). Stop with Ctrl+C.", settings.host, settings.port)
    with suppress(KeyboardInterrupt):  # uvicorn raises it again once everything has ended
        uvicorn.Server(config).run(sockets=[listener])


if __name__ == "__main__":
    sys.exit(main())
