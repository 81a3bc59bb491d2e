"""Links: which links of a page lead to attached files, and what these are called."""

from __future__ import annotations

import re
from urllib.parse import unquote

from corpus.read.web.tree import Element

_ENDINGS = r"docx?|xlsx?|pptx?|pdf|ofd|wps|et|rtf|zip|rar|7z|txt|csv|odt|ods|tiff?|ceb|gd"
_FILE = re.compile(rf"[^/\\?&=#]*\.(?:{_ENDINGS})$", re.IGNORECASE)
_IN_TEXT = re.compile(rf"\S\.(?:{_ENDINGS})\s*(?:[（(\[【][^（(\[【]*[）)\]】])?\s*$", re.IGNORECASE)
_NO_NAME = re.compile(
    r"[\s\[【（(]*(?:(?:点击|立即|本地|文件|附件|全文|原文|正文)*(?:下载|查看|浏览|预览|打开|这里|此处)(?:附件|文件|全文)?|附件|download|here|pdf|word|ofd)?\s*\d*[\s\]】）):：]*$",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^\s*(?:相关|文件)?附件(?:下载)?\s*\d*\s*[:：]\s*")


def file_name(anchor: Element) -> str:
    """Return the name of the file that a link leads to: what the page calls it; empty where it leads to none."""
    href = unquote(anchor.get("href"), errors="replace").strip()
    text = " ".join(anchor.words.split())
    target = target_of(href)
    if not href or (href.startswith(("javascript:", "mailto:")) and not _IN_TEXT.search(text)):
        return ""
    if not (target or "download" in anchor.attributes or _IN_TEXT.search(text)):
        return ""
    if not _NO_NAME.match(text):
        return _LABEL.sub("", text)
    named = (anchor.get("download"), anchor.get("title"), target)
    return next((name for name in named if name and not _NO_NAME.match(name)), text or target)


def target_of(href: str) -> str:
    """Return the file's name in an address: the end of its path, or a value behind its question mark."""
    path, _, query = href.partition("#")[0].partition("?")
    for part in (path, *re.split(r"[&=]", query)):
        found = _FILE.search(part)
        if found and not re.match(r"https?://[^/]+$", part):
            return found[0]
    return ""
