"""Labels: every word of the page that is not a question, an answer or a notice, in two languages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Labels:
    """The words of the page in one language; `code` is its BCP 47 tag."""

    code: str
    title: str
    product: str
    tagline: str
    other_language: str
    new_chat: str
    conversation: str
    welcome: str
    welcome_more: str
    placeholder: str
    send: str
    thinking: str
    caution: str
    you: str
    declined: str
    nearest: str
    sources: str
    more_sources: str
    notes: str
    open_source: str
    as_of: str
    failed: str
    source: str
    clause: str
    outline: str
    close: str
    back_to_notices: str
    doc_number: str
    issuer: str
    issued_on: str
    region: str
    based_on: str
    file: str
    problems: str
    moved: str
    gone: str
    shelf: str
    shelf_more: str
    no_number: str
    clauses: str
    sections: tuple[str, str, str, str]


ZH = Labels(
    code="zh-CN",
    title="明白 · 政务公开问答",
    product="明白",
    tagline="政务公开问答，条条有出处",
    other_language="English",
    new_chat="新对话",
    conversation="对话",
    welcome="想了解哪项规定？",
    welcome_more="答案只来自右侧列出的通知，每句话都标注条款，点开即可核对原文。",
    placeholder="请输入您的问题",
    send="发送",
    thinking="正在查找条款…",
    caution="答案摘自所列通知，供查阅参考，以正式文件为准。",
    you="您的问题",
    declined="未找到答案",
    nearest="最接近的条款（仅供参考，不是答案）",
    sources="依据",
    more_sources="其余 {count} 处依据",
    notes="说明",
    open_source="查看原文",
    as_of="截至",
    failed="系统出错，没有得到答案。请稍后再试；如仍出错，请联系管理员。",
    source="原文",
    clause="条款",
    outline="目录",
    close="关闭原文",
    back_to_notices="全部通知",
    doc_number="发文字号",
    issuer="发文机关",
    issued_on="成文日期",
    region="地区",
    based_on="依据文件",
    file="文件名",
    problems="请留意",
    moved="此通知在作答之后已更新，引文的位置已重新查找。",
    gone="此通知在作答之后已更新或撤下，找不到原引文。请重新提问。",
    shelf="收录的通知",
    shelf_more="共 {count} 件。点击标题阅读全文。",
    no_number="无文号",
    clauses="{count} 个条款",
    sections=("文头", "序言", "落款", "结尾"),
)

EN = Labels(
    code="en",
    title="Mingbai · Government notices, with sources",
    product="Mingbai",
    tagline="Government notices, every answer with its source",
    other_language="中文",
    new_chat="New chat",
    conversation="Conversation",
    welcome="Which rule would you like to know about?",
    welcome_more="Answers come only from the notices listed here. Each names its clause; open it to check.",
    placeholder="Ask a question",
    send="Send",
    thinking="Looking for the clause…",
    caution="Answers are taken from the notices listed. The official documents prevail.",
    you="Your question",
    declined="No answer found",
    nearest="Nearest clauses (for reference, not an answer)",
    sources="Sources",
    more_sources="{count} more",
    notes="Notes",
    open_source="Show the original",
    as_of="as of",
    failed="The system failed and there is no answer. Try again later; if it fails again, tell the administrator.",
    source="Original",
    clause="Clause",
    outline="Outline",
    close="Close the original",
    back_to_notices="All notices",
    doc_number="Document no.",
    issuer="Issued by",
    issued_on="Dated",
    region="Region",
    based_on="Based on",
    file="File",
    problems="Please note",
    moved="This notice was updated since the answer; the quote has been found again at its new place.",
    gone="This notice was updated or withdrawn since the answer; the quote is no longer in it. Please ask again.",
    shelf="Notices in this collection",
    shelf_more="{count} in all. Select a title to read the whole text.",
    no_number="no number",
    clauses="clauses: {count}",
    sections=("Front matter", "Preamble", "Signature", "Closing"),
)

LANGUAGES = {"zh": ZH, "en": EN}


def other(language: str) -> str:
    """Return the language that the switch leads to from `language`."""
    return "en" if language == "zh" else "zh"


def preferred(accept_language: str) -> str:
    """Return the page language for a browser's Accept-Language header: the first of ours it names, or Chinese."""
    for wanted in accept_language.lower().split(","):
        tag = wanted.split(";")[0].strip().split("-")[0]
        if tag in LANGUAGES:
            return tag
    return "zh"
