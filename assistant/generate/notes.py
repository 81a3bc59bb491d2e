"""Notes: what a reader is told where a chat model's words were not, or not all, used."""

from __future__ import annotations

from collections.abc import Mapping

_REASONS: Mapping[str, tuple[str, str]] = {
    "slow": ("没有及时作答", "did not answer in time"),
    "unreachable": ("无法连接", "could not be reached"),
    "broken": ("作答中断", "broke off its answer"),
    "refused": ("拒绝了请求", "refused the request"),
    "busy": ("正忙", "is busy"),
    "faulty": ("出错", "failed"),
    "endless": ("作答过长", "did not end its answer"),
    "empty": ("没有作答", "gave no answer"),
    "declined": ("没有从条款中得出答案", "found no answer in the clauses"),
    "unverified": ("的作答未能与原文核对一致", "gave an answer that could not be verified against the source"),
    "large": ("容纳不下所需条款", "cannot take in the clauses that are needed"),
}


def fallback_note(reason: str, language: str) -> str:
    """Return the note below an extractive answer that stands in for a generated one; `reason` is a key of the table."""
    chinese, english = _REASONS[reason]
    if language == "zh":
        return f"语言模型{chinese}，以上答案直接摘自原文。"
    return f"The language model {english}; the answer above is taken directly from the source."


def dropped_note(count: int, language: str) -> str:
    """Return the note below a generated answer of which `count` sentences were left out."""
    if language == "zh":
        return f"语言模型的作答中有{count}句未能与原文核对一致，已略去。"
    stated, were = ("sentences", "were") if count > 1 else ("sentence", "was")
    return f"{count} {stated} of the language model could not be verified against the source and {were} left out."
