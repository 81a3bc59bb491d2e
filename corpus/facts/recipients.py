"""Recipients: to whom something is to be reported, filed, handed over or passed on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.fact import FactKind
from corpus.facts.found import Found
from corpus.facts.lists import BODY_END, split_bodies

_WORDS = r"[^，,。；;：:\n“”向]"
_MANNER = r"(?:及时|立即|书面|定期|如实|进行|直接|专题|统一|按时|按期|集中|逐级|先行|更改或者撤销)"
_TO = (
    r"报告|报送|上报|提交|反馈|通报|汇报|移交|移送|转送|交办|备案|登记|提供|报备|递交|呈报|呈送|寄送|送交|抄送|抄报|传送|"
    r"更改或者撤销登记|书面报告"
)
_SANCTION = r"备案|批准|审批|审核|审定|审查|审议|同意|决定|核准|备查|指定|核定|研究|裁决"
_BEHIND = r"处理|查处|办理|依法|集中|备案|指定|统一|保管|审查|裁决|调查|处置"
_ANYONE = re.compile(r"^(?:社会|公众|群众)|[《》]|部署$|申请人|信访人|当事人|消费者|举报人|投诉人")


@dataclass(frozen=True, slots=True)
class _Wording:
    """One way to name a recipient; the group `list` holds the bodies, `act` what is done."""

    regex: re.Pattern[str]
    needs: tuple[str, ...]


_WORDINGS = (
    _Wording(
        re.compile(rf"(?<!面)(?<!方)向(?P<list>{_WORDS}{{1,48}}?{BODY_END})(?={_MANNER}{{0,2}}(?P<act>{_TO}))"),
        ("向",),
    ),
    _Wording(
        re.compile(
            rf"(?:报请|报经|提请|上报|呈报|(?<![书申举通汇填上情年日简公月周海预])报)"
            rf"(?P<list>{_WORDS}{{1,40}}?{BODY_END})(?:统一)?(?=(?P<act>{_SANCTION}))"
        ),
        ("报", "提请"),
    ),
    _Wording(
        re.compile(
            r"(?P<act>抄送|抄报|分送|移送|移交|送交|送至|上报|反馈|通报|呈报|(?<=[即，并时])报告|报送|(?<=[期时统，])交)至?给?"
            rf"(?P<list>(?!其他|有关情况|情况){_WORDS}{{1,40}}?{BODY_END})(?=[，,。；;）)\n]|$|{_BEHIND}|并)"
        ),
        ("送", "交", "报", "馈"),
    ),
)


def find_recipients(words: str) -> Iterator[Found]:
    """Yield each body that something is to be reported or handed to; `qualifier` is what is done (报送, 备案)."""
    taken = bytearray(len(words))
    for wording in _WORDINGS:
        if not any(need in words for need in wording.needs):
            continue
        for match in wording.regex.finditer(words):
            begin, stop = match.span("list")
            if any(taken[begin:stop]):
                continue
            taken[begin:stop] = b"\x01" * (stop - begin)
            is_open = words[stop : stop + 1] == "等"
            for start, end in split_bodies(match["list"]):
                name = re.sub(r"\s", "", match["list"][start:end])
                if len(name) > 1 and not _ANYONE.search(name):
                    span = begin + start, begin + end
                    act = match["act"]
                    yield Found(FactKind.RECIPIENT, *span, name, qualifier=act, open=is_open, around=(begin, stop))
