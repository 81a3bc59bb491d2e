"""Lists: the notices that stand below 废止下列文件 or in a catalogue of repealed ones."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from corpus.endings.sentence import DUTY, MARKER, NAME, Sentence
from corpus.header import cited_numbers, tidy
from corpus.notice import Ending, EndingKind
from corpus.roles import DOC_NUMBER

_LINE = re.compile(r"[^\n]+")
_NUMBER = re.compile(DOC_NUMBER)
_LISTED = re.compile(r"(?:下列|以下)[^《》]{0,60}(?:废止|失效|停止执行)|(?:废止|失效|停止执行)\s*(?:下列|以下)")
_CATALOGUE = re.compile(
    r"\W*(?:附件\d*\s*[:：]?\s*)?[^,，。]{0,20}(?:废止|失效|停止执行)[^,，。不]{0,16}(?:目录|清单|名单|一览表)\s*$"
)
_CLEARS = re.compile(r"废止|失效|清理")
_LISTED_TITLE = re.compile(
    rf"\s*{MARKER}\s*[\u4e00-\u9fff、《》〈〉“”]{{4,60}}"
    r"(?:办法|规定|细则|条例|决定|通知|意见|方案|制度|规则|规程|标准|法)(?:[（(].{1,40}[）)])?\s*$"
)


def announces(sentence: Sentence, title: str) -> bool:
    """Return whether what the notice called `title` ends stands in the lines below the sentence."""
    if _CLEARS.search(title) and _CATALOGUE.match(sentence.plain):
        return True
    return bool(_LISTED.search(sentence.plain)) and not DUTY.search(sentence.plain)


def listed(text: str, lead: re.Match[str], on: dt.date | None) -> Iterator[Ending]:
    """Yield the notices that the lines below an announcement name, up to the first line that names none."""
    below = text.find("\n", lead.end())
    if below < 0 or text[lead.end() : below].strip(" 。：:"):
        return
    for line in _LINE.finditer(text, below):
        words = line[0]
        if not words.strip() or re.fullmatch(r"[\s|:：-]+", words) or re.match(r"\W*序号", words):
            continue
        number = next(iter(cited_numbers(words)), None)
        name = NAME.search(words)
        if len(words) > 200 or not (number or name or _LISTED_TITLE.match(words)) or re.match(r"\W*附\s*件", words):
            return
        title = tidy(name[0][1:-1]) if name else _bare_title(words)
        yield Ending(EndingKind.REPEALS, number, title, on, line.start(), line.end())


def _bare_title(line: str) -> str | None:
    """Return the title in a line of a list that sets it in no brackets."""
    cells = [cell for cell in re.split(r"[|｜\t]", re.sub(rf"^\s*{MARKER}\s*", "", line.strip())) if cell.strip()]
    cells = [re.split(r"[（(【〔\[]", cell)[0] for cell in cells if not _NUMBER.fullmatch(cell.strip())]
    title = tidy(max(cells, key=len, default=""))
    return title if len(title) > 4 and not _NUMBER.search(title) else None
