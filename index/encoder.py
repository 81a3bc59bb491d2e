"""Encoders: texts become vectors of length one. One name says which encoder.

bundled             the one that comes with the program (default)
path:FOLDER         a sentence-transformers model in a folder
hub:NAME            one of the hub's whose files are on this machine; hub:NAME@REVISION
openai:MODEL        a model behind an endpoint that speaks OpenAI's protocol; its address and key are in the environment

An index remembers the name with what tells the model's content: a hash of its files, a commit, a dimension.
"""

from __future__ import annotations

import re
from pathlib import Path

from index.encoders.bundled import BUNDLED_FOLDER, BundledEncoder
from index.encoders.endpoint import OPENAI, EndpointEncoder, open_endpoint
from index.encoders.model import HUB, PATH, SentenceTransformerEncoder, open_folder, open_hub
from index.encoders.options import EncoderOptions
from index.encoders.protocol import Encoder, Vectors, mean_directions, normalise
from index.errors import EncoderUnavailable

__all__ = [
    "BUNDLED",
    "BUNDLED_FOLDER",
    "BundledEncoder",
    "Encoder",
    "EncoderOptions",
    "EndpointEncoder",
    "SentenceTransformerEncoder",
    "Vectors",
    "is_bundled",
    "mean_directions",
    "normalise",
    "open_encoder",
]

BUNDLED = "bundled"

_HUB_NAME = re.compile(r"[\w.-]+(/[\w.-]+)?(@[\w./-]+)?")


def is_bundled(name: str) -> bool:
    """Whether `name` is the bundled encoder's, of this version of the program or of another."""
    return name == BUNDLED or name.startswith(f"{BUNDLED_FOLDER.name}@")


def open_encoder(name: str = BUNDLED, options: EncoderOptions | None = None) -> Encoder:
    """Return the encoder called `name`; a bare folder or hub name needs no `path:` or `hub:` before it.

    The name that an index remembers opens the same encoder again, or one with another name when the model is
    no longer the one that it was.

    Args:
        name: one of the forms at the top of this file.
        options: the endpoint's address and key, and whether to download; from the environment when not given.

    Raises:
        EncoderUnavailable: if it cannot be opened, or `name` has none of the forms.
        EncoderOptionUnusable: if the environment sets an option to what it cannot be.
    """
    if is_bundled(name):
        return BundledEncoder()
    if name.strip() in {"", PATH, HUB, OPENAI}:
        raise EncoderUnavailable(repr(name), "a name without a model")
    options = options or EncoderOptions.from_environment()
    if name.startswith(OPENAI):
        return open_endpoint(name.removeprefix(OPENAI), options)
    if name.startswith(PATH) or _is_folder(name):
        return open_folder(name.removeprefix(PATH))
    hub_name = name.removeprefix(HUB)
    if _HUB_NAME.fullmatch(hub_name):
        return open_hub(hub_name, download=options.download)
    raise EncoderUnavailable(name, "no form of an encoder's name")


def _is_folder(name: str) -> bool:
    return name.startswith((".", "/", "~")) or Path(name).is_dir()
