"""Settings: what a deployment may choose, read once by the composition root."""

from __future__ import annotations

from pathlib import Path

from pydantic import AliasChoices, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Every name is read from the environment with the prefix MINGBAI_: MINGBAI_HOST, MINGBAI_CORPUS_DIR …"""

    model_config = SettingsConfigDict(env_prefix="MINGBAI_", env_ignore_empty=True)

    host: str = Field(default="127.0.0.1", description="Address to listen on; 0.0.0.0 serves the whole network.")
    port: int = Field(
        default=7860,
        ge=1,
        le=65535,
        # PORT without a prefix is what most hosting platforms and the Makefile set.
        validation_alias=AliasChoices("MINGBAI_PORT", "PORT"),
        description="Port to listen on.",
    )
    corpus_dir: Path = Field(default=Path("corpus/notices"), description="Folder of the notices.")
    index_dir: Path = Field(default=Path(".index"), description="Folder of the built index.")
    # The address and key of an endpoint are read where an index finds the way back to it: index/encoders/options.py.
    encoder: str = Field(
        default="bundled",
        min_length=1,
        description="What embeds the notices: bundled, path:FOLDER, hub:NAME or openai:MODEL.",
    )
    model: str = Field(default="", description="Chat model that puts answers into words; none when empty.")
    model_url: str = Field(default="", description="Base address of its endpoint, which speaks OpenAI's protocol.")
    # Read as a secret: no printed setting, log or error holds it.
    model_key: SecretStr = Field(default=SecretStr(""), description="The endpoint's key, if it asks for one.")
    model_seconds: float = Field(default=30.0, gt=0, description="The most seconds that a whole reply may take.")
    model_quiet_seconds: float = Field(default=10.0, gt=0, description="The most seconds between two words of it.")
    model_window: int = Field(default=8192, ge=2048, description="Tokens that the model takes in and gives out.")
