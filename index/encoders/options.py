"""Options: what an encoder needs besides its name. None of it is written into an index."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from index.errors import EncoderOptionUnusable

URL = "MINGBAI_EMBEDDING_URL"
KEY = "MINGBAI_EMBEDDING_KEY"
BATCH = "MINGBAI_EMBEDDING_BATCH"
DOWNLOAD = "MINGBAI_ENCODER_DOWNLOAD"

_TRUTH = {"": False, "0": False, "false": False, "no": False, "1": True, "true": True, "yes": True}


@dataclass(frozen=True, slots=True)
class EncoderOptions:
    """Where an embedding endpoint is and how it is asked, and whether a hub model may be fetched.

    Attributes:
        url: the endpoint's base address, such as http://127.0.0.1:8080/v1.
        key: its key; empty for an endpoint that asks for none.
        batch: how many texts it takes in one request.
        seconds: how long it may take to answer one request.
        download: whether a hub model that is not on this machine is fetched.
    """

    url: str = ""
    key: str = field(default="", repr=False)
    batch: int = 32
    seconds: float = 60.0
    download: bool = False

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> EncoderOptions:
        """Return the options that the MINGBAI_EMBEDDING_… variables set.

        They are read here and not by each command, because whatever opens an index has to find the way back
        to its endpoint, and a key belongs neither in the index nor on a command line.

        Raises:
            EncoderOptionUnusable: if one has a value that it cannot have.
        """
        batch = environment.get(BATCH, "").strip() or "32"
        if not batch.isdecimal() or int(batch) < 1:
            raise EncoderOptionUnusable(BATCH, batch, "a number of texts from 1")
        download = environment.get(DOWNLOAD, "").strip().lower()
        if download not in _TRUTH:
            raise EncoderOptionUnusable(DOWNLOAD, download, "true or false")
        return cls(
            url=environment.get(URL, "").strip(),
            key=environment.get(KEY, "").strip(),
            batch=int(batch),
            download=_TRUTH[download],
        )
