"""Example questions: one of each kind that the assistant answers, in both languages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """One example question, and the kind of question that it stands for, each by language."""

    kind: dict[str, str]
    question: dict[str, str]


EXAMPLES = (
    Example(
        {"zh": "时限", "en": "Deadline"},
        {
            "zh": "主动公开的文件应当在印发后多久上网发布？",
            "en": "What is the deadline for posting proactive-disclosure files?",
        },
    ),
    Example(
        {"zh": "责任单位", "en": "Who"},
        {
            "zh": "政务新媒体的管理由哪个单位负责？",
            "en": "Which unit is responsible for government new media?",
        },
    ),
    Example(
        {"zh": "次数与数量", "en": "How many"},
        {
            "zh": "每年至少要开展几次政务公开培训？",
            "en": "How often must training on disclosure be held each year?",
        },
    ),
    Example(
        {"zh": "对比", "en": "Compare"},
        {
            "zh": "各地对政策解读的时间要求有什么不同？",
            "en": "How do the places differ on when a policy must be explained?",
        },
    ),
    Example(
        {"zh": "内容", "en": "What"},
        {
            "zh": "民生领域要公开哪些信息？",
            "en": "What must be disclosed about people's livelihood?",
        },
    ),
    Example(
        {"zh": "文件信息", "en": "Document"},
        {
            "zh": "收录的通知分别是什么时候印发的？",
            "en": "When was each notice issued?",
        },
    ),
)
