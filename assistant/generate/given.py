"""Given: the numbered clauses that a chat model is shown, and what each of them proves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.budget import TokenCounter
from assistant.draft import Passage
from corpus.fold import match_form

_PART = re.compile(r"[^，,。；;：:、\n！？]+[，,。；;：:、\n！？]*")
_CLAUSE_PART = re.compile(r"[^，,。；;：:\n！？]+[，,。；;：:\n！？]*")
_ORDER = re.compile(
    r"(?:忽略|无视|不要理会|不必理会|忘记|忘掉|不要遵守|停止遵守)[^。\n]{0,12}(?:以上|之前|前面|上述|上面|此前|所有|全部|先前)"
    r"|(?:以上|之前|前面|上述|上面|此前|先前|所有|全部)[^。\n]{0,10}(?:指令|提示词|提示|对话|设定)[^。\n]{0,8}(?:忽略|无视|作废|失效|取消)"
    r"|(?:请|你)?(?:只|直接|必须|改为|一律)(?:回答|回复|输出)|你(?:现在)?(?:是|扮演)一?个?[^。\n]{0,10}(?:助手|模型|机器人|AI)"
    r"|(?:大模型|语言模型|AI助手|人工智能助手)[^。\n]{0,6}(?:请|应|必须|注意)|系统提示|(?:system|developer)\s*(?:prompt|message|:)"
    r"|(?:ignore|disregard|forget|override)\b[^.\n]{0,24}\b(?:above|previous|prior|earlier|all|instructions?|rules?)"
    r"|(?:you are|act as|pretend to be)\b[^.\n]{0,20}\b(?:assistant|model|ai)\b|</?(?:clauses?|system|user)\b",
    re.IGNORECASE,
)
"""What is said to a model and not to an office; a paragraph with such words proves nothing."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a given clause between two marks, in match form, with the sentence around it."""

    words: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Given:
    """One clause as it is given: its number, the passage that is shown of it, and whose rule it is.

    `above` are the headings over it. `proof` is the passage without paragraphs that address a model.
    """

    number: int
    passage: Passage
    place: str
    above: str = ""
    proof: str = field(init=False)
    matched: str = field(init=False)
    parts: tuple[Piece, ...] = field(init=False)
    pieces: tuple[Piece, ...] = field(init=False)

    def __post_init__(self) -> None:
        lines = [line for line in self.passage.quote.splitlines() if not _ORDER.search(line)]
        proof = "\n".join(lines)
        object.__setattr__(self, "proof", proof)
        object.__setattr__(self, "matched", match_form(proof))
        object.__setattr__(self, "parts", tuple(_cut(proof, _CLAUSE_PART)))
        object.__setattr__(self, "pieces", tuple(_cut(proof, _PART)))

    @property
    def names(self) -> str:
        """How the clause, its notice and its place are called: what is said about them may name them so."""
        notice, clause = self.passage.notice, self.passage.clause
        region = "".join(notice.region)
        return (
            f"{clause.label} {clause.heading} {self.above} {notice.title} {notice.doc_number or ''} "
            f"{notice.issuer or ''} {region} {self.place}"
        )

    @property
    def shown(self) -> str:
        """The clause as the model reads it: fenced, and unable to close its own fence."""
        notice, clause = self.passage.notice, self.passage.clause
        head = " ".join(part for part in (self.place, notice.doc_number or notice.title, clause.label) if part)
        above = f"（{self.above}）\n" if self.above else ""
        words = self.passage.quote.replace("<", "＜").replace(">", "＞")
        return f'<clause number="{self.number}" of="{head}">\n{above}{words.strip()}\n</clause>'


def _cut(text: str, pattern: re.Pattern[str]) -> Iterator[Piece]:
    for sentence in re.findall(r"[^。！？\n]+[。！？\n]*", text):
        whole = match_form(sentence)
        for piece in pattern.findall(sentence):
            if words := match_form(piece).strip("，,。；;：:、！？"):
                yield Piece(words, whole)


def give(passages: Sequence[tuple[Passage, str, str]], counter: TokenCounter, limit: int) -> tuple[Given, ...]:
    """Return the passages, each with its place and headings, numbered from 1: as many as take `limit` tokens.

    A clause that is given twice is given once.
    """
    distinct: Mapping[str, tuple[Passage, str, str]] = {
        p.clause.id: (p, place, above) for p, place, above in reversed(passages)
    }
    ordered = [distinct[key] for key in dict.fromkeys(p.clause.id for p, _, _ in passages)]
    given = [Given(number, *each) for number, each in enumerate(ordered, 1)]
    return tuple(given[: counter.fitting((each.shown for each in given), limit)])
