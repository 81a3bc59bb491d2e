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
        {"zh": "次数", "en": "How often"},
        {
            "zh": "主要负责人每年至少解读几次重要政策措施？",
            "en": "How many times a year must leaders explain important policies?",
        },
    ),
    Example(
        {"zh": "比例", "en": "Share"},
        {
            "zh": "绩效考核中政务公开的分值权重不低于多少？",
            "en": "What share of the performance assessment does open government carry?",
        },
    ),
    Example(
        {"zh": "任务清单", "en": "All tasks"},
        {
            "zh": "卫生健康委负责哪些任务？",
            "en": "Which tasks is the health commission responsible for?",
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
