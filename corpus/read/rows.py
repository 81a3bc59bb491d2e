"""Rows: a table becomes lines that can be read, searched and cited one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

Cells = Sequence[str]
Sourced = tuple[str, tuple[int, ...]]
"""A line, and which rows of the table it says."""

_SERIAL_HEADS = frozenset({"序号", "编号", "号", "no.", "no", "序", "项次", "条目"})
_SERIAL = re.compile(r"\d{1,4}(?:[.．]\d{1,2})?")
_HAN_SERIAL = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[）)]?")
_LONGEST_HEAD = 12
_LONGEST_LED_HEAD = 30
_LONGEST_GROUP = 30
_ENDS = "。；;！？!?"
_HEAD_WORD = re.compile(
    r"任务|内容|单位|部门|时限|时间|事项|名称|标准|依据|备注|职责|要求|措施|指标|分值|得分|科室|责任|联系|方式|对象|"
    r"主体|渠道|类别|分类|项目|地址|电话|年度|数量|姓名|职务|级|领导|进度|进展|目标|范围|形式|条件|材料|流程|期限|日期|标题|领域"
)
_BY_ROW = re.compile(r"单位|部门|时限|时间|期限|牵头|配合|责任")
"""Columns whose cell counts for each row that it is merged over."""
_ROLES = re.compile(r"(?:牵头|配合|协办|主办|承办|参加|参与|责任|主责|落实|实施)(?:单位|部门)?")
_NOTE = re.compile(r"[（(]?(?:注|备注|说明|填表|填报|联系|审核|制表|单位|备)\s*\d?\s*[:：]|[*＊※]")
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|第[一二三四五六七八九十]+[章节部]"
)
_TICKS = frozenset("√✓✔☑●")
"""A tick under two tiers of names chooses the lower one: 公开方式 over 主动 is 公开方式：主动."""
_PRINTED = re.compile(r"(?:抄送|抄报|主送|分送)\s*[:：]|日\s*(?:印发|印制|印)\s*$")


def row_lines(rows: Sequence[Cells], numbers: Sequence[int] | None = None) -> list[str]:
    """Return the lines that say a table, as `table_lines`."""
    return [line for line, _ in table_lines(rows, numbers)]


def table_lines(rows: Sequence[Cells], numbers: Sequence[int] | None = None) -> list[Sourced]:
    """Return the lines that say a table, each with the places of the rows that it says.

    Where a row names the columns, each further row says what its cells are (责任单位：市教育局) and begins with its
    serial number, if it has one (3．), so that it reads and is cited as a numbered item; the names of the columns are
    then no line of their own. A row that is one cell with a number (一、主动公开) heads the rows below it; one without
    is said in each of them. A frame that only arranges a letterhead or an imprint becomes plain lines.

    Args:
        rows: the cells of each row, those of a merged cell filled in where they count (a unit that stands beside
            several rows is each row's).
        numbers: the number of each row that has no serial number of its own; None if such a row has none.
    """
    plain = [[" ".join(cell.split()) for cell in row] for row in rows]
    filled = [at for at, row in enumerate(plain) if any(row)]
    if _is_frame([plain[at] for at in filled]):
        framed = ((at, line) for at in filled for line in _framed(plain[at], alone=len(filled) == 1))
        return [(line, (at,)) for at, line in framed]
    top = 0
    while top < len(filled) and len(_said(plain[filled[top]])) == 1:
        top += 1
    said: list[Sourced] = [(_bare(plain[at]), (at,)) for at in filled[:top]]
    left = filled[top:]
    tiers = _tiers([plain[at] for at in left[:3]])
    if tiers and len(left) > tiers:
        heads = _joined([plain[at] for at in left[:tiers]])
        table = _Table(heads, plain, numbers, waiting=tuple(left[:tiers]))
        return [*said, *table.lines(left[tiers:])]
    if _is_form([plain[at] for at in left]):
        return [*said, *((_pairs(plain[at]), (at,)) for at in left)]
    return [*said, *((_counted(plain[at], numbers[at] if numbers else None), (at,)) for at in left)]


def _said(row: Cells) -> list[str]:
    """Return the cells of a row that hold words, one that is merged over others once."""
    return [cell for at, cell in enumerate(row) if cell and (at == 0 or cell != row[at - 1])]


def _bare(row: Cells) -> str:
    return " | ".join(_said(row))


def _counted(row: Cells, number: int | None) -> str:
    """Return a row of a table without column names behind its serial number, else behind `number` if there is one."""
    said = _said(row)
    if number is None or len(said) == 1:
        return _bare(row)
    if _SERIAL.fullmatch(said[0]) and "." not in said[0]:
        return f"{said[0]}．{' | '.join(said[1:])}"
    return f"{number}．{' | '.join(said)}"


def _is_frame(rows: Sequence[Cells]) -> bool:
    """Whether a table only arranges lines: one row of a few cells, offices beside 文件, or an imprint."""
    cells = [cell for row in rows for cell in _said(row)]
    if len(rows) == 1:
        return len(cells) <= 3
    offices = all(row[-1] == "文件" and len(_said(row)) == 2 for row in rows)
    return offices or (len(rows) <= 4 and bool(cells) and any(_PRINTED.search(cell) for cell in cells))


def _framed(row: Cells, *, alone: bool) -> list[str]:
    cells = _said(row)
    if cells[-1] == "文件":
        return ["".join(cells)]
    own = alone and not any(_PRINTED.search(cell) for cell in cells)
    return cells if own else ["　".join(cells)]


def _tiers(rows: Sequence[Cells]) -> int:
    """Return how many of the rows at the top name the columns: none, one or two."""
    if not rows or not _names_columns(rows[0]):
        return 0
    first, second = rows[0], rows[1] if len(rows) > 1 else ()
    spread = {head for at, head in enumerate(first) if at and head and head == first[at - 1]}
    kept = len(second) == len(first) and all(
        below == above or (above in spread and _is_head(below)) or (not below and above not in spread)
        for above, below in zip(first, second, strict=True)
    )
    return 2 if spread and kept and list(first) != list(second) else 1


def _names_columns(row: Cells) -> bool:
    said = _said(row)
    if len(said) < 2 or any(_SERIAL.fullmatch(cell) for cell in said):
        return False
    if any(_is_serial_head(cell) for cell in said):
        return all(len(cell) <= _LONGEST_LED_HEAD for cell in said)
    return all(row) and all(_is_head(cell) for cell in said) and (len(row) > 2 or bool(_HEAD_WORD.search(row[-1])))


def _is_serial_head(cell: str) -> bool:
    return "".join(cell.split()).casefold() in _SERIAL_HEADS


def _is_head(cell: str) -> bool:
    return 0 < len(cell) <= _LONGEST_HEAD and cell[-1] not in _ENDS and not _SERIAL.fullmatch(cell)


def _joined(tiers: Sequence[Cells]) -> list[str]:
    """Return the names of the columns, two tiers joined: 牵头 below 责任单位 is 牵头单位, 电话 is 责任单位/电话."""
    if len(tiers) == 1:
        return [_head(cell) for cell in tiers[0]]
    heads = []
    for above, below in zip(*([_head(cell) for cell in tier] for tier in tiers), strict=True):
        if not below or above == below:
            heads.append(above)
        elif below[-2:] == above[-2:]:
            heads.append(below)
        elif _ROLES.fullmatch(below):
            heads.append(below if below.endswith(("单位", "部门")) else f"{below}单位")
        else:
            heads.append(f"{above}/{below}" if above else below)
    return heads


def _head(cell: str) -> str:
    """Return a column's name without the spaces that spread it (单 位) and without a colon."""
    spread = re.sub(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])", "", cell)
    return spread.rstrip("：:")


def _is_form(rows: Sequence[Cells]) -> bool:
    """Whether a table of two columns names a thing in the first and says it in the second (事项名称 | 补贴申领)."""
    names = [row[0] for row in rows if len(row) == 2 and all(row)]
    return (
        len(rows) > 1
        and len(names) == len(rows) == len(set(names))
        and all(_is_head(name) for name in names)
        and sum(bool(_HEAD_WORD.search(name)) for name in names) * 2 >= len(names)
    )


def _pairs(row: Cells) -> str:
    return f"{_head(row[0])}：{row[1].rstrip('；;。')}。"


@dataclass(slots=True)
class _Table:
    """A table whose columns have names, while its rows are said one after the other."""

    heads: Cells
    plain: Sequence[Cells]
    numbers: Sequence[int] | None
    waiting: tuple[int, ...]
    serial: int | None = field(init=False)
    group: str = ""

    def __post_init__(self) -> None:
        self.serial = next((at for at, head in enumerate(self.heads) if _is_serial_head(head)), None)

    def lines(self, rows: Sequence[int]) -> Iterator[Sourced]:
        """Yield the line of each row; a row that has none of its own goes with the next."""
        above: Cells = ()
        for place, at in enumerate(rows):
            row = self.plain[at]
            cells = _said(row)
            if [_head(cell) for cell in row] == list(self.heads):
                self.waiting = (*self.waiting, at)
                continue
            if len(cells) == 1 and not (self.serial is None and len(self.heads) < 3):
                line = self._alone(cells[0], last=place + 1 == len(rows))
            else:
                line, above = self._row(at, above), row
            if not line:
                self.waiting = (*self.waiting, at)
                continue
            yield line, (*self.waiting, at)
            self.waiting = ()

    def _alone(self, cell: str, *, last: bool) -> str:
        """Return the line of a row that is one cell, "" where it is said with the rows below it."""
        if _NUMBERED.match(cell):
            self.group = ""
            return cell
        if last or _NOTE.match(cell) or len(cell) > _LONGEST_GROUP or cell[-1] in _ENDS:
            return cell
        self.group = cell
        return ""

    def _row(self, at: int, above: Cells) -> str:
        row = self.plain[at]
        own = row[self.serial] if self.serial is not None and self.serial < len(row) else ""
        pairs = [(head, cell) for at, (head, cell) in enumerate(zip(self.heads, row, strict=False)) if cell]
        if own and _HAN_SERIAL.fullmatch(own):
            pairs = [(head, cell) for head, cell in pairs if cell != own]
            mark = own if own[-1] in "）)" else f"{own}、"
            if len({cell for _, cell in pairs}) == 1:
                self.group = ""
                return mark + pairs[0][1]
            return mark + self._say(pairs)
        if not _SERIAL.fullmatch(own):
            number = self.numbers[at] if self.numbers and self.serial is None else None
            return f"{number}．{self._say(pairs)}" if number is not None else self._say(self._fresh(pairs, above))
        pairs.remove((self.heads[self.serial or 0], own))
        if above and self._serial_of(above) == own:
            return self._say(self._fresh(pairs, above))
        mark = own if "." in own or "．" in own else f"{own}．"
        return f"{mark} {self._say(pairs)}" if mark == own else mark + self._say(pairs)

    def _serial_of(self, row: Cells) -> str:
        return row[self.serial] if self.serial is not None and self.serial < len(row) else ""

    def _fresh(self, pairs: list[tuple[str, str]], above: Cells) -> list[tuple[str, str]]:
        """Return the cells of a row that goes on with the item above it, without those merged from there."""
        if self.serial is None:
            return pairs
        before = set(zip(self.heads, above, strict=False))
        return [pair for pair in pairs if pair not in before or _BY_ROW.search(pair[0])] or pairs

    def _say(self, pairs: Sequence[tuple[str, str]]) -> str:
        """Return the cells with the names of their columns; neighbours that are one merged cell are said once."""
        said = [f"类别：{self.group}"] if self.group else []
        for at, (head, cell) in enumerate(pairs):
            if at and (head, cell) == pairs[at - 1]:
                continue
            name, _, chosen = head.partition("/")
            words = cell.rstrip("；;。")
            if words in _TICKS and chosen:
                said.append(f"{name}：{chosen}")
            else:
                said.append(f"{head}：{words}" if head else words)
        return "；".join(said) + "。"
