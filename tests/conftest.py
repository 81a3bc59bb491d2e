"""Parts that tests of several tiers share: the five notices, indexed once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

# A library that would fetch something must fail at once rather than wait for a network that tests do not have.
os.environ.update(HF_HUB_OFFLINE="1", GRADIO_ANALYTICS_ENABLED="False", ANONYMIZED_TELEMETRY="False")

from assistant.assistant import Assistant
from index import build

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def notices_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an index of the five notices; no test writes into it."""
    folder = tmp_path_factory.mktemp("notices") / "index"
    build(ROOT / "corpus" / "notices", folder)
    return folder


@pytest.fixture(scope="session")
def assistant(notices_index: Path) -> Assistant:
    """The assistant over the five notices, as the product opens it."""
    return Assistant.open(notices_index)
