"""What a caller sends to ask a question."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

MAX_HISTORY = 50


def _encodable(text: str) -> str:
    """Refuse half a surrogate pair, which JSON can carry and UTF-8 cannot."""
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError("the text holds half of a surrogate pair; send whole Unicode characters")
    return text


Text = Annotated[str, AfterValidator(_encodable)]


class AskBody(BaseModel):
    """A question, the user's earlier turns, and the day that counts as today."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"question": "主动公开的文件应当在印发后多久上网发布？", "history": [], "today": None}]
        },
    )

    question: Text = Field(description="The question, in Chinese or English; at most 2,000 characters.")
    history: list[Text] = Field(
        default=[], max_length=MAX_HISTORY, description="The user's earlier turns, oldest first."
    )
    today: dt.date | None = Field(default=None, description="The day that counts as today; the server's when null.")
