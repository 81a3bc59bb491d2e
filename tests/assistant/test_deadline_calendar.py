"""Calendar: the library's years, and the file in which a keeper adds further ones."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from assistant.deadline.calendar import HolidayFileError, WorkCalendar, open_calendar, read_holidays
from corpus.catalogue import HOLIDAYS_FILE
from tests.assistant.deadline_builders import answer

# Invented: the State Council has not yet published the holidays of 2027.
YEAR = "# 2027\n" + "".join(
    f"{date}\t{mark}\t{name}\n"
    for mark, name, dates in (
        ("休", "元旦", "2027-01-01 2027-01-02 2027-01-03"),
        ("休", "春节", "2027-02-05 2027-02-06 2027-02-07 2027-02-08 2027-02-09 2027-02-10 2027-02-11"),
        ("班", "春节", "2027-01-30 2027-02-20"),
        ("休", "劳动节", "2027-05-01 2027-05-02 2027-05-03"),
    )
    for date in dates.split()
)


def a_file(folder: Path, words: str) -> Path:
    path = folder / HOLIDAYS_FILE
    path.write_text(words, encoding="utf-8")
    return path


def test_the_library_knows_its_years_and_no_other() -> None:
    calendar = WorkCalendar()
    assert calendar.covers(2026) and not calendar.covers(2027)
    assert calendar.day(dt.date(2026, 10, 1)).name == "国庆节"
    assert calendar.day(dt.date(2026, 10, 10)).worked


def test_a_keepers_year_is_counted_by(tmp_path: Path) -> None:
    a_file(tmp_path, YEAR)
    calendar = open_calendar(tmp_path)
    assert calendar.covers(2027)
    assert calendar.day(dt.date(2027, 1, 30)).worked
    assert not calendar.day(dt.date(2027, 2, 8)).worked
    assert calendar.day(dt.date(2027, 3, 1)).worked
    found = answer("2027年1月27日作出的行政处罚决定最晚哪天公示？", calendar=calendar)
    assert "2027年2月4日（星期四）" in found.lead
    assert "1月30日（春节）" in found.text


def test_without_a_file_the_library_stands_alone(tmp_path: Path) -> None:
    assert open_calendar(tmp_path) == WorkCalendar() == open_calendar(None)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(YEAR + "2027-10-01 休 国庆节\n", "separated by tabs", id="blanks instead of tabs"),
        pytest.param(YEAR + "2027-10-01\t休\t\n", "the holiday's name", id="no name"),
        pytest.param(YEAR + "2027-02-30\t休\t春节\n", "'2027-02-30' is no day", id="a day that is none"),
        pytest.param(YEAR + "2027-10-01\t放\t国庆节\n", "expected 休", id="another mark"),
        pytest.param(YEAR + "2027-01-01\t休\t元旦\n", "listed twice", id="a day twice"),
        pytest.param(YEAR + "2027-10-11\t班\t国庆节\n", "worked anyway", id="a Monday made up"),
        pytest.param(
            "2027-01-01\t休\t元旦\n", "1 days off in 2027; expected at least 11", id="a year not listed whole"
        ),
    ],
)
def test_a_faulty_file_is_refused_with_what_to_do(tmp_path: Path, words: str, said: str) -> None:
    with pytest.raises(HolidayFileError, match=said):
        read_holidays(a_file(tmp_path, words))


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / HOLIDAYS_FILE).write_bytes(b"\xff\xfe\x00\xd8")
    with pytest.raises(HolidayFileError, match="UTF-8"):
        open_calendar(tmp_path)


def test_the_keepers_word_comes_before_the_librarys(tmp_path: Path) -> None:
    a_file(tmp_path, "2026-11-23\t休\t临时放假\n")
    assert not open_calendar(tmp_path).day(dt.date(2026, 11, 23)).worked
