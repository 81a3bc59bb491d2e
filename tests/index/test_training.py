"""Training: what is read from the archives, which pairs are made of it, and that a model comes out."""

from __future__ import annotations

import io
import random
import tarfile
from pathlib import Path

import numpy as np

from index import BundledEncoder
from index.training.model import save_model
from index.training.pairs import (
    article_pairs,
    glossary_pairs,
    paragraph_pairs,
    question_pairs,
    translated_pairs,
)
from index.training.texts import Article, article_key, read_articles, read_paragraphs, read_questions
from index.training.train import Settings, train
from index.training.vocabulary import train_tokenizer

LAW = """# 中华人民共和国渡口管理法

2001年1月1日 公布

<!-- INFO END -->

## 第一章 总则

第一条 为了加强渡口管理，保障过渡安全，制定本法。

第二条 渡口应当配备救生设备。渡船不得超载。

恶劣天气应当停止过渡，并告知乘客。

## 第二章 罚则

第三条 违反规定的，处五百元罚款。
"""
REPORT = """---
title: 云溪市政府工作报告
---

**一、2020年工作回顾**

——渡口建设全面推进。新建标准化渡口十二处，改造渡船三十艘。过渡安全形势保持稳定。群众出行更加方便。
"""


def archive(path: Path, text: str) -> Path:
    data = text.encode()
    with tarfile.open(path, "w:xz") as tar:
        member = tarfile.TarInfo("./法律/一.md")
        member.size = len(data)
        tar.addfile(member, io.BytesIO(data))
    return path


def articles(folder: Path) -> list[Article]:
    return read_articles(archive(folder / "laws.tar.xz", LAW))


def test_a_law_is_read_by_articles(tmp_path: Path) -> None:
    first, second, third = articles(tmp_path)
    assert (first.law, first.heading, first.number) == ("中华人民共和国渡口管理法", "第一章 总则", "第一条")
    assert second.text.endswith("并告知乘客。")
    assert third.heading == "第二章 罚则"


def test_a_report_is_read_by_paragraphs(tmp_path: Path) -> None:
    (paragraphs,) = read_paragraphs(archive(tmp_path / "reports.tar.xz", REPORT))
    assert paragraphs[0] == "一、2020年工作回顾"
    assert paragraphs[1].startswith("——渡口建设")


def test_a_question_finds_its_article(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text(
        '{"question": "渡船能超载吗？", "articles": ["渡口管理法第二条", "无此法第一条"]}\n', encoding="utf-8"
    )
    by_key = {article_key(article.law, article.number): article for article in articles(tmp_path)}
    ((asked, answer),) = question_pairs(read_questions(path), by_key)
    assert asked == "渡船能超载吗?"
    assert "渡船不得超载" in answer


def test_a_pair_never_holds_the_same_sentence_twice(tmp_path: Path) -> None:
    for left, right in article_pairs(articles(tmp_path), random.Random(1)):
        assert left not in right
    for left, right in paragraph_pairs([["小标题四字以上八字", REPORT.splitlines()[-1]]], random.Random(1), 1.0):
        assert left not in right


def test_glossary_rows_are_pairs_and_translate_passages() -> None:
    rows = [("渡口", ("ferry crossing", "ferry")), ("安全", ("safety",))]
    assert ("ferry", "渡口") in glossary_pairs(rows)
    ((english, chinese),) = translated_pairs(["加强渡口安全", "没有术语"], rows, random.Random(1), 5)
    assert chinese == "加强渡口安全"
    assert "safety" in english and "ferry" in english


def test_the_tokenizer_cuts_into_known_words_and_characters() -> None:
    tokenizer = train_tokenizer(["渡口管理渡口管理渡口安全安全"] * 5, ["ferry crossing"], 100)
    assert tokenizer.encode("渡口，安全 Ferry １２", add_special_tokens=False).tokens == [
        "渡口",
        "安全",
        "ferry",
        "1",
        "2",
    ]


def test_training_pulls_pairs_together_and_saves_what_ours_reads(tmp_path: Path) -> None:
    pairs = [("甲乙", "丙丁"), ("戊己", "庚辛"), ("子丑", "寅卯"), ("辰巳", "午未")]
    tokenizer = train_tokenizer([left + "，" + right for left, right in pairs] * 5, [], 100)
    told: list[str] = []
    settings = Settings(dimension=16, epochs=40, batch=4, learning_rate=0.05)
    size = save_model(tmp_path / "model", tokenizer, train(tokenizer, pairs, settings, told.append))
    encoder = BundledEncoder(tmp_path / "model")
    assert (encoder.dimension, len(told)) == (16, 40)
    assert size < 200_000
    likeness = encoder.encode([left for left, _ in pairs]) @ encoder.encode([right for _, right in pairs]).T
    np.testing.assert_array_equal(likeness.argmax(axis=1), range(4))
