"""Changes: what a sentence amends (对《甲办法》作如下修改) or replaces (现将修订后的《甲办法》印发)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.endings.sentence import BESIDE, DUTY, Days, Sentence, make_ending
from corpus.force import OWN
from corpus.notice import Ending, EndingKind

_AMENDED = re.compile(
    r"(?:作出?|做出?|予以|进行)?(?:如下|以下|部分|相应|适当)*(?:修改|修订|修正|调整|补充|部分调整)(?:如下|为)?"
)
_DECIDES = re.compile(r"决定|现\s*(?:对|将|就|作)|如下|以下")
_ARTICLE_AMENDED = re.compile(r"(?:修改|调整|改|修正)为|予以删除|删去")
_REISSUED = re.compile(r"重新(?:印发|公布|发布|制定印发)")
_REVISED = re.compile(r"(?:修订|修改|修正)后的\s*$")
_GIVEN_OUT = re.compile(r"现\s*(?:将|予|把)|重新")
_INSTEAD = re.compile(rf"{OWN}\s*(?:取代|代替|替代|替换)\s*(?:原)?\s*(?=《)")
_INSTEAD_BY = re.compile(rf"(?:由|被)\s*{OWN}\s*(?:取代|代替|替代|替换)")


def changed(sentence: Sentence, days: Days) -> Iterator[Ending]:
    """Yield what the sentence amends or replaces."""
    plain = sentence.plain
    on = days.begins or days.issued
    for name in sentence.names:
        beside = BESIDE.match(sentence.text, name.end())
        after = beside.end() if beside else name.end()
        before, behind = plain[: name.start()], plain[after:]
        if DUTY.search(before) or re.search(r"学习|宣传|贯彻(?!执行)|按照|根据", before[-8:]):
            continue
        if _replaces(before, behind, plain):
            yield make_ending(EndingKind.REPLACES, sentence, name, on, (name.start(), len(plain)))
        elif _amends(before, behind, plain):
            yield make_ending(EndingKind.AMENDS, sentence, name, on, (0, len(plain)))


def _replaces(before: str, behind: str, plain: str) -> bool:
    if _INSTEAD.search(before[-20:] + "《") and re.search(r"(?:取代|代替|替代|替换)\s*原?\s*$", before):
        return True
    if _INSTEAD_BY.match(behind.strip()):
        return True
    if _REVISED.search(before):
        return bool(_GIVEN_OUT.search(plain)) and bool(re.search(r"印发|公布|发布", behind))
    return bool(_REISSUED.search(behind)) and bool(re.search(r"修订|修改|修正|完善", plain))


def _amends(before: str, behind: str, plain: str) -> bool:
    part = re.match(r"\s*(?:中的?|的)?\s*第[^,，]{1,20}条|\s*(?:中|的?附件)", behind)
    if part and _ARTICLE_AMENDED.search(behind):
        return True
    governed = re.search(r"(?:对|将|就)\s*(?:原)?\s*(?:《[^《》]*》[、和及与\s]*(?:[（(][^（）()]*[）)])?)*$", before)
    verb = _AMENDED.search(re.split(r"[,，]", behind)[0])
    return bool(governed and verb and _DECIDES.search(plain) and not re.search(r"草案|完善", behind[:20]))
