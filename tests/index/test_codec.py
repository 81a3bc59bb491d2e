"""Codec: a reading comes back as it was, with what its notice ends."""

from __future__ import annotations

import datetime as dt

from corpus import EndingKind
from corpus.reading import read_text
from index.codec import decode_reading, encode_reading

TEXT = """青政办发〔2020〕8号
青木市人民政府办公室关于印发青木市2020年政务公开工作要点的通知
一、各单位应当公开目录。
二、《青木市公开办法》（青政办发〔2015〕3号）自2020年5月1日起废止。
"""


def test_a_reading_comes_back_with_its_endings_and_its_year() -> None:
    reading = read_text(TEXT, "a.txt")
    (ending,) = reading.notice.ends
    assert (ending.kind, ending.on, reading.notice.plan_year) == (EndingKind.REPEALS, dt.date(2020, 5, 1), 2020)
    assert decode_reading(encode_reading(reading)) == reading
