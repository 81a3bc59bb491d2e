"""Main: the part of a page that is the notice, chosen by where its prose and its numbered clauses stand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.fold import match_form
from corpus.furniture import furniture_kind
from corpus.markers import match_marker
from corpus.read.web.blocks import Block
from corpus.read.web.tree import Element
from corpus.roles import Role, role_of

_FURNITURE_TAGS = frozenset({"nav", "footer", "aside", "header"})
_FURNITURE_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary"})
_FURNITURE_NAMES = frozenset(
    """nav navbar navigation menu submenu breadcrumb breadcrumbs crumb crumbs bread dqwz weizhi position location share
    sharing bdshare bshare social footer foot bottom copyright toolbar tools print related relate relative recommend
    xgwz xgnr xgxx xglj xgjd xgyd xgzc prev next pager pagination sidebar side aside login search comment comments
    comm hot hotlist friendlink friendlinks links qrcode qr ewm erweima ad ads advert weixin reply header head top
    topbar banner logo hide hidden none popup dialog modal float accessibility""".split()
)
_NAME_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_SENTENCE = re.compile(r"[。；！？]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LONG = 40
_MOST = 0.9
"""The smallest element with this share of a page's prose is taken for the notice, then widened."""
_SMALL, _SHORT = 0.15, 100
"""An element called footer that holds more of the prose, or in a short notice more characters, is no footer."""
_SIGNS = frozenset({Role.ISSUER, Role.DATE, Role.RELEASE, Role.ANNEX_LINE, Role.COPY, Role.IMPRINT, Role.CONTACT})
_HEADS = frozenset({Role.NUMBER, Role.LETTERHEAD, Role.ADDRESSEE})
_LETTER = _HEADS | {Role.DATE}
"""Lines of a letter; where they stand above the one with the clauses, that is the annex of theirs."""
_LINKED = 0.8


@dataclass(frozen=True, slots=True)
class Part:
    """The blocks `blocks[start:end]` of a page, which are the notice."""

    start: int
    end: int
    weight: int


def is_linked(block: Block) -> bool:
    """Whether a block is a link, or a row of links."""
    return block.linked >= _LINKED * len("".join(block.text.split()))


def weigh(block: Block) -> int:
    """Return how many Han characters of prose a block holds: none where it is a link, a control or a few words."""
    if block.weight is None:
        block.weight = _weight(block)
    return block.weight


def _weight(block: Block) -> int:
    if is_linked(block) or furniture_kind(block.text) or block.linked * 2 > len(block.text):
        return 0
    prose = _SENTENCE.search(block.text) or len(block.text) >= _LONG or block.row or match_marker(block.text)
    return len(_HAN.findall(block.text)) if prose else 0


def furniture_of(root: Element, blocks: Sequence[Block]) -> frozenset[Element]:
    """Return the outermost elements that by their names are furniture of the page and hold none of its prose."""
    weights: dict[Element, int] = defaultdict(int)
    numbered: set[Element] = set()
    for block in blocks:
        weight = weigh(block)
        around = list(block.where.ancestors()) if weight else []
        for element in around:
            weights[element] += weight
        if weight and _SENTENCE.search(block.text) and match_marker(block.text):
            numbered.update(around)
    most = max(_SMALL * weights[root], min(_SHORT, 0.5 * weights[root]))
    return frozenset(
        element
        for element in root.elements()
        if element is not root and element not in numbered and weights[element] <= most and _is_furniture(element)
    )


def _is_furniture(element: Element) -> bool:
    if element.tag in _FURNITURE_TAGS or element.get("role").lower() in _FURNITURE_ROLES:
        return True
    named = element.get("class") + " " + element.get("id")
    return any(part.lower() in _FURNITURE_NAMES for part in _NAME_PARTS.findall(named))


def main_part(root: Element, blocks: Sequence[Block], prose: Sequence[bool]) -> Part:
    """Return which of the blocks are the notice.

    Args:
        root: the page.
        blocks: its blocks without its furniture.
        prose: for each block whether it can belong to the text: it is no field beside it.
    """
    weights: dict[Element, int] = defaultdict(int)
    marks = [weigh(block) if good else 0 for block, good in zip(blocks, prose, strict=True)]
    for block, weight in zip(blocks, marks, strict=True):
        for element in block.where.ancestors() if weight else ():
            weights[element] += weight
    total = sum(marks)
    if not total:
        return Part(0, 0, 0)
    main = root
    while child := next((one for one in _children(main) if weights[one] >= _MOST * total), None):
        main = child
    inside = [at for at, block in enumerate(blocks) if any(one is main for one in block.where.ancestors())]
    numbered = [at for at, weight in enumerate(marks) if weight and match_marker(blocks[at].text)]
    start, end = min([*inside, *numbered]), max([*inside, *numbered]) + 1
    start = max(start, _letter(main, blocks, numbered))
    return Part(_begun(blocks, prose, start), _signed(blocks, end), total)


def _children(element: Element) -> Iterator[Element]:
    return (child for child in element.children if isinstance(child, Element))


def _letter(main: Element, blocks: Sequence[Block], numbered: Sequence[int]) -> int:
    """Return where a letter with its addressee begins whose clauses stand in one element; 0 where there is none.

    Prose in a column beside a short notice (a portrait of the town) weighs as much as the notice, but no letter
    begins there.
    """
    around = [set(blocks[at].where.ancestors()) for at in numbered]
    if not around:
        return 0
    shared = set.intersection(*around)
    inner = main
    while child := next((one for one in _children(inner) if one in shared), None):
        inner = child
    first = next((at for at, block in enumerate(blocks) if any(one is inner for one in block.where.ancestors())), 0)
    begins = role_of(blocks[first].text) in (Role.ADDRESSEE, Role.NUMBER)
    another = any(role_of(block.text) in _LETTER for block in blocks[:first] if not is_linked(block))
    return first if begins and not another else 0


def _begun(blocks: Sequence[Block], prose: Sequence[bool], start: int) -> int:
    """Return where the number and the addressees begin that stand above a text in elements of their own."""
    for at in range(start - 1, -1, -1):
        if prose[at] and (is_linked(blocks[at]) or role_of(blocks[at].text) not in _HEADS):
            return start
        start = at if prose[at] else start
    return start


def _signed(blocks: Sequence[Block], end: int) -> int:
    """Return where the signature ends that follows a text in an element of its own."""
    while end < len(blocks) and not is_linked(blocks[end]) and role_of(blocks[end].text) in _SIGNS:
        end += 1
    return end


def heading(before: Sequence[Block], lines: Sequence[str], named: Sequence[str]) -> list[str]:
    """Return the title of a notice whose text begins below it; nothing where the text begins with it.

    Args:
        before: the blocks above the text.
        lines: the text.
        named: what the page itself gives as its title, the surest first.
    """
    opening = _letters("".join(lines[:12]))
    titles = [block for block in before if not is_linked(block) and _may_be_title(block, named)]
    if not titles:
        return []
    at = next(at for at, block in enumerate(before) if block is titles[0])
    run = [block.text for block in titles if block.where is titles[0].where]
    while at and before[at - 1].where is titles[0].where and role_of(before[at - 1].text) == Role.ISSUER:
        at -= 1
        run.insert(0, before[at].text)
    return run if _letters("".join(run)) not in opening else []


def _may_be_title(block: Block, named: Sequence[str]) -> bool:
    form = _letters(block.text)
    if len(form) >= 6 and any(form in _letters(name) for name in named):
        return (
            role_of(block.text) == Role.TITLE or any(form == _letters(name) for name in named) or "关于" in block.text
        )
    headed = any(re.fullmatch(r"h[1-4]", one.tag) or _is_title_name(one) for one in list(block.where.ancestors())[:3])
    return headed and role_of(block.text) == Role.TITLE and bool(re.search(r"关于|印发|转发|《|\d{4}", block.text))


def _is_title_name(element: Element) -> bool:
    named = f"{element.get('class')} {element.get('id')}".lower()
    return bool(re.search(r"title|biaoti|(?<![a-z])(?:tit|bt)(?![a-z])", named))


def _letters(text: str) -> str:
    return re.sub(r"[^\w]", "", match_form(text))
