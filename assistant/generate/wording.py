"""Wording: what of a sentence besides its figures must stand in its source: quotes, offices, places, must and may."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from assistant.english import render_unit
from corpus.fold import fold
from corpus.places import known_places
from index.lexicon import read_glossary

SHALL, MAY, FORBID, EXEMPT = "shall", "may", "forbid", "exempt"

_FORBID_ZH = re.compile(
    r"不得(?!少于|低于|超过|高于|多于|大于|小于|晚于|迟于)|不应|不准|不许|不能|不可(?!避免|或缺|抗|分)|不予|禁止|严禁|杜绝|不宜|不允许"
)
_EXEMPT_ZH = re.compile(r"无需|无须|不需|不必|毋须|不用|可以?不|免于|免除")
_MAY_ZH = re.compile(
    r"可以|允许|准许|有权|(?<![许认不尚方网])可(?![以靠行信控视能持读选用用办得见知比惜续操追研溯逆复及])(?=[\u4e00-\u9fff])"
)
_SHALL_ZH = re.compile(r"应当|必须|务必|须|应(?!急|用|对|答|诉|聘|届|收|付|有)|需要|要求|确保")
_NO_EN = re.compile(
    r"\b(?:not|never|no|cannot|can't|mustn't|shouldn't|prohibit\w*|forbid\w*|forbidden|ban(?:ned)?|without|neither|nor|none)\b"
)
_FORBID_EN = re.compile(
    r"\b(?:must|shall|may|can|should|is|are|will|do|does)(?:\s*not|n't)\b|\bcannot\b|\bprohibit\w*|\bforbid\w*|\bnever\b|\bno \w+ (?:may|shall|can)\b"
)
_EXEMPT_EN = re.compile(
    r"\b(?:need not|needn't|not (?:be )?(?:required|necessary|obliged|needed)|no need|exempt\w*|optional|do(?:es)? not (?:have|need) to)\b"
)
_MAY_EN = re.compile(r"\b(?:may|can|could|might|allowed|permitted|optional(?:ly)?)\b")
_SHALL_EN = re.compile(r"\b(?:shall|must|should|required|requires?|has to|have to|obliged|needs? to)\b")
_BOUND_EN = re.compile(
    r"\b(?:no|not) (?:be )?(?:less|fewer|more|later|lower|higher|longer|shorter|earlier)(?: than)?|not exceed(?:ing)?"
)
_BOUND_ZH = re.compile(r"不得?(?:少于|低于|超过|高于|多于|大于|小于|短于|晚于|迟于|足|到|超出)")
_NEGATED = re.compile(
    r"(?:不予|不再|尚未|没有|未(?!来)|不(?![断仅同良动懈定息限论管]|得|应|准|许|能|可|予|需|必|用|宜|允|再)|非(?!常|法|物质)|无(?!障碍|偿|线|需|须|论))(?P<word>[\u4e00-\u9fff]{2})"
)

_QUOTED = re.compile(r"“([^“”]+)”|「([^「」]+)」|『([^『』]+)』|\"([^\"]+)\"")
_TITLE = re.compile(r"《([^《》]+(?:《[^《》]*》[^《》]*)*)》")
_LINK = re.compile(
    r"(?:https?://|www\.)[^\s）)】\]，。；]+|[\w.+-]+@[\w-]+\.[\w.]+|\b[\w-]+\.(?:com|cn|net|org|gov|xyz|top|info)\b[^\s，。；）)]*",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"[\u4e00-\u9fff]{1,6}?(?:委员会|办公室|办公厅|人民政府|政府|人民法院|法院|检察院|有限公司|公司|银行|中心|部门|机构|支队|总队|局|委(?![托员派会任])|厅|处(?![理置罚分于在境])|科室|领导小组|乡镇|街道|单位)"
)
_FUNCTION = re.compile(r".*[由在向对和与及的为是经报以、给各将或据按同从属被让归至到请随该本次个名项届]")
_LEVEL = frozenset("省市县区州镇乡")
_COLLECTIVE = frozenset("部门 机构 单位 政府 科室 街道 乡镇 公司 中心".split())
_OFFICE_EN = re.compile(
    r"\b(?:[A-Z][\w'-]+ (?:(?:and|of|the|for) )?){0,5}(?:Bureau|Office|Commission|Department|Committee|Administration|Center|Centre|Ministry|Court|Authority|Agency|Bank|Council|Company|Team|Group)\b"
    r"(?: (?:of|for) (?:the )?(?:[A-Z][\w'-]+ ?(?:and )?)+)?"
)
_ROLE = re.compile(r"牵头|配合|协办|主办|承办|主管|督办|审批|审核|备案")
_SIDE = re.compile(r"牵头|配合|协办|主办")
_BY = re.compile(r"由(?P<who>[\u4e00-\u9fff、]{2,20}?)(?:负责|牵头|承担|组织|实施|主管|主办|会同|约谈|审核|办理)")
_STATE = re.compile(
    r"废止|失效|过期|作废|撤销|取消|修订|生效|repeal\w*|expired?|abolish\w*|revoked?|cancel\w*|superseded|no longer in force",
    re.IGNORECASE,
)
_STATE_ZH: Mapping[str, str] = {
    "repeal": "废",
    "expire": "期",
    "abolish": "废",
    "revoke": "撤",
    "cancel": "取消",
    "supersede": "代",
    "no longer": "失效",
}
_WIDE = re.compile(
    r"全国|全省|全市|全县|全区|各地|各省|各市|所有(?:地方|地区|城市|单位|部门)|nationwide|across the country|everywhere|in all (?:cities|places|provinces|regions)",
    re.IGNORECASE,
)
_EACH = re.compile(r"每(?:个)?(?:两|半|\d+)?(?:个)?(?:季度|季|年|月|周|星期|工作日|日|天)")
_EACH_EN: tuple[tuple[str, str], ...] = (
    (r"quarterly|(?:a|per|each|every) quarter", "季"), (r"monthly|(?:a|per|each|every) month", "月"),
    (r"weekly|(?:a|per|each|every) week", "周|星期"), (r"annually|yearly|(?:a|per|each|every) year|per annum", "年"),
    (r"daily|(?:a|per|each|every) (?:working )?day", "日|天"), (r"half yearly|semi annual\w*|biannual\w*", "半年"),
)  # fmt: skip


def states_mode(words: str) -> bool:
    """Whether Chinese `words` say in a word of their own that something must, may or need not be done."""
    return any(pattern.search(words) for pattern in (_FORBID_ZH, _EXEMPT_ZH, _MAY_ZH, _SHALL_ZH))


def modes(text: str, language: str) -> frozenset[str]:
    """Return what a part of a sentence lays down: shall, may, forbid, exempt; a plain statement of a rule is shall."""
    found = set()
    if language == "zh":
        rest = _BOUND_ZH.sub(" ", text)
        if _EXEMPT_ZH.search(rest):
            found.add(EXEMPT)
            rest = _EXEMPT_ZH.sub(" ", rest)
        if _FORBID_ZH.search(rest):
            found.add(FORBID)
            rest = _FORBID_ZH.sub(" ", rest)
        if _MAY_ZH.search(rest):
            found.add(MAY)
        if _SHALL_ZH.search(rest):
            found.add(SHALL)
    else:
        rest = _BOUND_EN.sub(" ", re.sub(r"\bMay\b", " ", text).lower())
        for name, pattern in ((EXEMPT, _EXEMPT_EN), (FORBID, _FORBID_EN), (MAY, _MAY_EN), (SHALL, _SHALL_EN)):
            if pattern.search(rest):
                found.add(name)
                rest = pattern.sub(" ", rest)
    return frozenset(found or {SHALL})


def after_mode(text: str) -> str:
    """Return what follows the word that forbids, excuses or allows in a part of a Chinese sentence, "" without one."""
    rest = _BOUND_ZH.sub(" ", text)
    for pattern in (_EXEMPT_ZH, _FORBID_ZH, _MAY_ZH):
        if found := pattern.search(rest):
            return rest[found.end() :]
    return ""


def misplaced_role(part: str, source: str) -> str:
    """Return the role (牵头, 配合) that a part of a sentence gives to an office and the source gives to others, "" if none."""
    roles = _SIDE.findall(part)
    offices = list(_offices(fold(part)))
    if not roles or not offices:
        return ""
    for office in offices:
        found: set[str] = set()
        for sentence in re.split(r"[。\n（）()]", fold(source)):
            label = ""
            for piece in re.split(r"[，,；;、：:]", sentence):
                here = _SIDE.findall(piece)
                if office in piece:
                    found |= set(here or [label])
                label = here[-1] if here and re.search(r"(?:单位|部门|机构|科室)$", piece.strip()) else label
        if found and found != {""} and not set(roles) & found:
            return str(roles[0])
    return ""


def negates(text: str) -> bool:
    """Whether an English part of a sentence denies something, bounds such as "no later than" aside."""
    return bool(_NO_EN.search(_BOUND_EN.sub(" ", text.lower())))


def negated_words(text: str) -> list[str]:
    """Return the words of Chinese `text` that a negation stands right before: 公开 in 不予公开."""
    return [found["word"] for found in _NEGATED.finditer(_BOUND_ZH.sub(" ", text))]


def unproved_quote(text: str, source: str, names: str, language: str) -> str:
    """Return the first quotation, title or address in `text` that the source does not have word for word, "" if none."""
    plain, called = _unspaced(source), _unspaced(names)
    for found in _QUOTED.finditer(text):
        quote: str = next(group for group in found.groups() if group)
        for piece in re.split(r"……|…|\.\.\.", quote):
            if _unspaced(piece).strip("，。；,.;") not in plain:
                return str(quote)
    for found in _TITLE.finditer(text):
        if _unspaced(found[1]) not in plain + called:
            return str(found[1])
    for found in _LINK.finditer(text):
        if found[0].lower() not in source.lower():
            return str(found[0])
    return ""


def _unspaced(text: str) -> str:
    return "".join(text.split())


def unproved_name(text: str, source: str, names: str, language: str) -> str:
    """Return the first office, place, role, state or reach that `text` names and the source does not, "" if none."""
    known = fold(f"{source} {names}").replace(" ", "")
    plain = fold(text)
    for name in (*_offices(plain), *(_places(plain) if language == "zh" else ())):
        if name not in known:
            return str(name)
    for found in _BY.finditer(plain):
        if any(who not in known for who in re.split(r"、|和|及", found["who"])):
            return str(found["who"])
    for pattern in (_ROLE, _WIDE):
        for found in pattern.finditer(plain):
            if found[0] not in known:
                return str(found[0])
    for found in _STATE.finditer(plain):
        wanted = next((zh for en, zh in _STATE_ZH.items() if found[0].startswith(en)), found[0])
        if wanted not in known:
            return str(found[0])
    return _english_office(text, known) or _unproved_each(plain, known, language)


def _offices(text: str) -> Iterator[str]:
    """Yield the end of each office's name in Chinese: from its level on, or the two characters before its kind."""
    for found in _OFFICE.finditer(text):
        name = _FUNCTION.sub("", found[0][:-1]) + found[0][-1]
        if name in _COLLECTIVE or len(name) < 2:
            continue
        levels = [at for at, character in enumerate(name[:-1]) if character in _LEVEL]
        yield name[levels[-1] :] if levels else name[-4:]


@cache
def _place_pattern() -> re.Pattern[str]:
    names = [re.escape(name) for name, _ in known_places() if not name.isascii() and len(name) >= 2]
    return re.compile("|".join(names))


def _places(text: str) -> Iterator[str]:
    yield from _place_pattern().findall(_QUOTED.sub(" ", text))


@cache
def _office_words() -> Mapping[str, tuple[str, ...]]:
    """Return the Chinese names of each office that the glossary has, by each of its English names."""
    found: dict[str, tuple[str, ...]] = {}
    for term in read_glossary():
        if term.kind in ("office", "unit"):
            for english in term.english:
                found[english.lower()] = (*found.get(english.lower(), ()), fold(term.chinese))
    return found


def _english_office(text: str, known: str) -> str:
    """Return the first office that English `text` names with no such office in the source, "" if none."""
    for found in _OFFICE_EN.finditer(text):
        name = re.sub(r"^(?:The|the) ", "", found[0]).strip()
        beside = re.match(r"\s*[（(]([\u4e00-\u9fff、]+)[）)]", text[found.end() :])
        if beside and all(part in known for part in fold(beside[1]).split("、")):
            continue
        words = name.lower().removeprefix("the ")
        entries = [names for english, names in _office_words().items() if re.search(rf"\b{re.escape(english)}$", words)]
        if not any(chinese in known for names in entries for chinese in names):
            return name
    return ""


def _unproved_each(text: str, known: str, language: str) -> str:
    if language == "zh":
        wanted = [(found[0], re.escape(found[0].replace("个", ""))) for found in _EACH.finditer(text)]
        return next((word for word, pattern in wanted if not re.search(pattern, known.replace("个", ""))), "")
    for pattern, chinese in _EACH_EN:
        if (found := re.search(rf"\b(?:{pattern})\b", text.replace("-", " "))) and not re.search(chinese, known):
            return str(found[0])
    return ""


def unit_wordings(name: str) -> tuple[str, ...]:
    """Return the ways in which an answer may name an office: in Chinese, and in English by the glossary."""
    rendered = render_unit(name)
    return (name, rendered.removesuffix(f" ({name})").lower())
