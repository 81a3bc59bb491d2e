"""Web pages: a page saved from a government site becomes the text of its notice and what it states beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.errors import UnreadableFile
from corpus.markers import match_marker
from corpus.medium import Medium
from corpus.notice import Problem
from corpus.read.document import Document
from corpus.read.encoding import read_characters
from corpus.read.stated import entry_of
from corpus.read.web.blocks import Block, blocks_of, is_struck
from corpus.read.web.fields import block_fields, tables_of_fields
from corpus.read.web.links import target_of
from corpus.read.web.main import Part, furniture_of, heading, main_part, weigh
from corpus.read.web.tree import Page, read_tree
from corpus.read.web.words import own_words

STRUCK_OUT = "struck out"
MORE_PAGES = "more pages"

_LONGEST_LISTED = 120
_LONGEST_TITLE = 400
_MOST_CHARACTERS = 20_000_000
_FEW = 200
"""A page with less prose and no numbered clause may be a site's word about something else."""
_SITE = re.compile(r"\s*[-_|—–·>]+\s*[^-_|—–·>]*$")
_NOT_FOUND = re.compile(
    r"页面(?:不存在|未找到|丢失|已删除|找不到)|找不到.{0,8}(?:页面|网页|文件)|(?:网页|内容|信息|文章)(?:不存在|已删除|已被删除)"
    r"|not found|\b40[34]\b|forbidden|access denied|bad gateway|系统维护",
    re.IGNORECASE,
)
_NEXT_PAGE = re.compile(r"[\[【]?下一页[\]】>»›]*")
_CHECK = re.compile(r"验证码|安全验证|滑动|人机|开启\s*javascript|enable javascript|正在跳转|请稍候", re.IGNORECASE)
_SAVE_AGAIN = "Open the notice in a browser and save the page again (save as, complete page) when its text is shown."


def read_html(name: str, data: bytes) -> Document:
    """Return the document that a saved web page is: the notice's text, without the page around it.

    Raises:
        UnreadableFile: if the page cannot be decoded or shows no text of a notice.
    """
    decoded = read_characters(name, data)
    return document_of(name, decoded.text, decoded.problems)


def document_of(name: str, markup: str, problems: tuple[Problem, ...] = ()) -> Document:
    """Return the document that the page with this markup is; `problems` are those found before.

    Raises:
        UnreadableFile: if the page shows no text of a notice.
    """
    if len(markup) > _MOST_CHARACTERS:
        reason = f"the page has {len(markup):,} characters, expected at most {_MOST_CHARACTERS:,}"
        raise UnreadableFile(name, reason, "Save the notice's own page.")
    page = read_tree(markup)
    tables = dict(tables_of_fields(page.root))
    everything = blocks_of(page.root, frozenset(tables))
    blocks = blocks_of(page.root, frozenset(tables) | furniture_of(page.root, everything))
    outside = _outside(blocks)
    fields, used = block_fields(outside)
    part = main_part(page.root, blocks, [block not in used for block in blocks])
    _refuse_empty(name, page, blocks, part)
    kept = [block for block in blocks[part.start : part.end] if block not in used]
    kept, files = own_words(kept, blocks[part.end :])
    lines = [block.text for block in kept]
    lines = heading(_above(everything, kept), lines, _titles(page)) + lines
    merged = {**_named(page), **{k: v for one in tables.values() for k, v in one.items()}, **fields}
    stated, found = entry_of(name, merged)
    return Document("\n".join(lines), Medium(attachments=files), stated, (*problems, *found, *_flagged(page)))


def _outside(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks before the first and behind the last that is prose; fields beside a text stand there."""
    heavy = [at for at, block in enumerate(blocks) if weigh(block) and not block_fields([block])[1]]
    if not heavy:
        return list(blocks)
    return [*blocks[: heavy[0]], *blocks[heavy[-1] + 1 :]]


def _above(everything: Sequence[Block], kept: Sequence[Block]) -> list[Block]:
    """Return the blocks of the whole page, its furniture too, that stand above the notice's own."""
    own = {(block.where, block.text) for block in kept}
    first = next((at for at, block in enumerate(everything) if (block.where, block.text) in own), len(everything))
    return list(everything[:first])


def _flagged(page: Page) -> Iterator[Problem]:
    """Yield what the keeper should know of the page: words crossed out, and a text that goes on on another page."""
    words = ["".join(one.words.split()) for one in page.root.elements() if is_struck(one)]
    if any(words):
        listed = "”“".join(dict.fromkeys(filter(None, words)))
        yield Problem(STRUCK_OUT, f"网页上有划去的文字“{listed[:_LONGEST_LISTED]}”，没有计入正文。")
    anchors = (one for one in page.root.elements() if one.tag == "a" and one.get("href"))
    if any(_NEXT_PAGE.fullmatch("".join(one.words.split())) for one in anchors):
        yield Problem(MORE_PAGES, "网页分页显示正文，收到的只是其中一页，其余各页没有读入。")


def _titles(page: Page) -> list[str]:
    """Return what the page gives as its title, the surest first."""
    title = " ".join(page.title[:_LONGEST_TITLE].split())
    named = [page.meta.get(key, "") for key in ("articletitle", "og:title", "title")]
    return [one for one in (*named, title, _SITE.sub("", title)) if one]


def _named(page: Page) -> dict[str, str]:
    """Return the fields that the page's head gives."""
    keys = ("articletitle", "pubdate", "contentsource", "publicationdate", "publishdate", "firstpublishedtime")
    return {key: page.meta[key] for key in keys if page.meta.get(key)}


def _refuse_empty(name: str, page: Page, blocks: Sequence[Block], part: Part) -> None:
    numbered = any(weigh(block) and match_marker(block.text) for block in blocks)
    if numbered or part.weight >= _FEW:
        return
    said = " ".join([page.title, *(block.text for block in blocks)])
    if found := _NOT_FOUND.search(said):
        raise UnreadableFile(name, f"the page says “{found[0]}”, a notice was expected", _SAVE_AGAIN)
    if found := _CHECK.search(said):
        raise UnreadableFile(name, f"the page says “{found[0]}” instead of showing a notice", _SAVE_AGAIN)
    if part.weight:
        return
    files = [*(name for block in blocks for name in block.files), *filter(None, map(target_of, page.frames))]
    reason, remedy = "the page shows no text, a notice was expected", _SAVE_AGAIN
    if files:
        reason = f"the page has no text, it only links {files[0]}"
        raise UnreadableFile(name, reason, "Fetch the linked file and put it in the page's place.")
    if page.password:
        reason, remedy = "the page asks for a password, a notice was expected", f"Log in first. {_SAVE_AGAIN}"
    elif page.frames:
        reason = "the page is a frame around other pages and has no text of its own"
        remedy = "Open the frame with the notice alone in a browser and save that page."
    elif any(one.tag == "img" for one in page.root.elements()):
        reason = "the page shows pictures and no text"
        remedy = "Save its pictures and put them in its place, or find the notice as text."
    elif page.unseen.get("script"):
        reason = "a script writes the page's text, the file holds none"
    raise UnreadableFile(name, reason, remedy)
