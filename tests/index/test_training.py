"""Training: what is read from the archives, which pairs are made of it, and that a model comes out."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import torch

from corpus.fold import fold
from index import BundledEncoder
from index.lexicon import Synonyms, read_thesaurus
from index.training.model import save_model
from index.training.pairs import (
    article_pairs,
    glossary_pairs,
    paragraph_pairs,
    question_pairs,
    synonym_pairs,
    translated_pairs,
)
from index.training.table import Table, parts_of
from index.training.texts import (
    Article,
    article_key,
    is_development,
    read_laws,
    read_paragraphs,
    read_questions,
)
from index.training.train import Settings, train
from index.training.vocabulary import train_tokenizer
from index.training.written import (
    CALIBRATION,
    DEVELOPMENT,
    INVENTED,
    TRAIN,
    Passage,
    Questions,
    invented_passages,
    read_invented,
    read_written,
    written_pairs,
)
from tests.tools.archives import pack

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


def articles(folder: Path) -> list[Article]:
    (law,) = read_laws(pack(folder / "laws.tar.xz", {"法律/一.md": LAW}))
    return list(law.articles)


def test_a_law_is_read_by_articles(tmp_path: Path) -> None:
    first, second, third = articles(tmp_path)
    assert (first.law, first.heading, first.number) == ("中华人民共和国渡口管理法", "第一章 总则", "第一条")
    assert second.text.endswith("并告知乘客。")
    assert third.heading == "第二章 罚则"


def test_a_report_is_read_by_paragraphs(tmp_path: Path) -> None:
    (paragraphs,) = read_paragraphs(pack(tmp_path / "reports.tar.xz", {"报告/一.md": REPORT}))
    assert paragraphs[0] == "一、2020年工作回顾"
    assert paragraphs[1].startswith("——渡口建设")


def test_a_question_finds_its_article(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text(
        '{"question": "渡船能超载吗？", "articles": ["渡口管理法第二条", "无此法第一条"]}\n', encoding="utf-8"
    )
    by_key = {article_key(article.law + article.number): article for article in articles(tmp_path)}
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


def test_everyday_words_stand_for_the_longest_terms_of_a_passage() -> None:
    rows = [("渡口", ("过河的地方",)), ("渡口安全", ("过河别出事",)), ("检查", ("上门看",))]
    ((everyday, _),) = translated_pairs(["开展渡口安全检查"], rows, random.Random(1), 5)
    assert sorted(everyday.split()) == ["上门看", "过河别出事"]


def test_nothing_of_the_documents_that_measure_is_read(tmp_path: Path) -> None:
    path = pack(tmp_path / "laws.tar.xz", {"法律/一.md": LAW, "法律/二.md": LAW})
    assert [law.path for law in read_laws(path, without={"法律/一.md"})] == ["法律/二.md"]
    assert not {row.document for row in read_written(DEVELOPMENT)} & {row.document for row in read_written(TRAIN)}


def test_a_fifth_of_the_published_questions_measures() -> None:
    parts = [is_development(f"第{number}个问题？") for number in range(1000)]
    assert 150 < sum(parts) < 250
    assert parts == [is_development(f"第{number}个问题？") for number in range(1000)]


def test_written_questions_are_paired_with_clause_sentence_and_formal_twin() -> None:
    passage = Passage("某市要点 › 培训", ("每年培训不少于两次。", "经费列入预算。"))
    questions = Questions("每年培训几次？", ("一年上几回课？",), ("how often is training?",))
    pairs = written_pairs([(passage, questions)], random.Random(1))
    assert len(pairs) == 3 + 2
    assert ("一年上几回课?", "每年培训几次?") in pairs
    answers = {right for left, right in pairs if left == "每年培训几次?"}
    assert answers <= {
        "某市要点 › 培训 › 每年培训不少于两次。经费列入预算。",
        "某市要点 › 培训 › 每年培训不少于两次。",
    }


def test_the_written_files_are_whole() -> None:
    for path in (INVENTED, CALIBRATION):
        clauses = read_invented(path)
        assert all(passage.sentences and questions.everyday for passage, questions in invented_passages(clauses))


def test_what_says_how_sure_to_be_is_of_notices_that_nothing_learned_from() -> None:
    assert not {one.title for one in read_invented(CALIBRATION)} & {one.title for one in read_invented(INVENTED)}


def test_the_thesaurus_is_whole() -> None:
    rows = read_thesaurus()
    assert len({row.word for row in rows}) == len(rows)
    assert all(row.everyday or row.english for row in rows)
    assert ("上告", "信访") in synonym_pairs([Synonyms("信访", ("上告",), ())])


def test_a_word_shares_its_characters_and_letter_groups() -> None:
    assert parts_of("公示") == ["公", "示"]
    assert parts_of("post") == ["<pos", "post", "ost>"]
    assert parts_of("at") == []


def test_a_rare_word_learns_from_one_that_it_resembles() -> None:
    tokenizer = train_tokenizer(["公示 公告 水坝"] * 5, [], [], 100)
    ids = {word: tokenizer.token_to_id(word) for word in ("公示", "公告", "水坝")}
    table = Table(tokenizer, torch.zeros(tokenizer.get_vocab_size(), 8))
    optimiser = torch.optim.SGD(table.parameters(), lr=1.0)
    (table(np.array([ids["公示"]])) - 1).square().sum().backward()
    optimiser.step()
    vectors = table.vectors()
    assert vectors[ids["公告"]].sum() > 0
    assert vectors[ids["水坝"]].sum() == 0


def test_the_tokenizer_cuts_into_known_words_and_characters() -> None:
    tokenizer = train_tokenizer(["渡口管理渡口管理渡口安全安全"] * 5, [], ["ferry crossing"], 100)
    assert tokenizer.encode("渡口，安全 Ferry １２", add_special_tokens=False).tokens == [
        "渡口",
        "安全",
        "ferry",
        "1",
        "2",
    ]


def test_training_pulls_pairs_together_and_saves_what_ours_reads(tmp_path: Path) -> None:
    pairs = [("甲乙", "丙丁"), ("戊己", "庚辛"), ("子丑", "寅卯"), ("辰巳", "午未")]
    tokenizer = train_tokenizer([left + "，" + right for left, right in pairs] * 5, [], [], 100)
    told: list[str] = []
    settings = Settings(dimension=16, epochs=40, batch=4, learning_rate=0.05)
    size = save_model(tmp_path / "model", tokenizer, train(tokenizer, pairs, settings, told.append).vectors())
    encoder = BundledEncoder(tmp_path / "model")
    assert (encoder.dimension, len(told)) == (16, 40)
    assert size < 200_000
    likeness = encoder.encode([left for left, _ in pairs]) @ encoder.encode([right for _, right in pairs]).T
    np.testing.assert_array_equal(likeness.argmax(axis=1), range(4))


def test_the_thesaurus_is_written_folded() -> None:
    wordings = [wording for row in read_thesaurus() for wording in (*row.everyday, *row.english)]
    assert [wording for wording in wordings if fold(wording) != wording] == []
