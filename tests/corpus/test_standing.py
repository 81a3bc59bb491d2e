"""Standing: how the notices of a corpus stand to one another on a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from corpus_builders import read_lines

from corpus.notice import Notice
from corpus.standing import Standing, State, standings

CITY = "青木市人民政府办公室"
OLD_TITLE = f"{CITY}关于印发《青木市公开办法》的通知"


def notice(number: str, title: str, signed: str, *last: str, issuer: str = CITY) -> Notice:
    """Return a notice with this letterhead whose last clauses are `last`."""
    return read_lines(
        number,
        title,
        "各县区人民政府：",
        "现将有关事项印发给你们，请认真贯彻落实。",
        issuer,
        signed,
        "一、各单位应当公开目录。",
        *(last or ("二、各单位应当答复。",)),
    ).notice


def stand(of: Notice, *others: Notice) -> Standing:
    """Return the standing of the first notice in a corpus of all."""
    return standings([of, *others])[of.id]


OLD = notice("青政办发〔2015〕3号", OLD_TITLE, "2015年3月1日")
NEW_TITLE = f"{CITY}关于印发《青木市公开规定》的通知"


def newer(words: str, number: str = "青政办发〔2020〕8号", issuer: str = CITY) -> Notice:
    """Return a later notice that says `words` in its last clause."""
    return notice(number, NEW_TITLE.replace(CITY, issuer), "2020年4月1日", f"二、{words}", issuer=issuer)


BEGINS = "本规定自2020年5月1日起施行，"


@pytest.mark.parametrize(
    "words",
    [
        "《青木市公开办法》（青政办发〔2015〕3号）同时废止。",
        "《青木市公开办法》同时废止。",
        "《青木市公开办法》（青政办发[2015]3号）同时废止。",
        "《青木市公开办法》（青政办发（2015）3 号）同时废止。",
        "青政办发〔2015〕3号文件同时废止。",
        f"《{CITY}关于印发〈青木市公开办法〉的通知》同时废止。",
        f"《{CITY}关于印发青木市公开办法的通知》（青政办发〔2015〕3号）同时废止。",
        "《一个抄错的题目》（青政办发〔2015〕3号）同时废止。",
    ],
)
def test_a_notice_that_a_later_one_names_ends_with_it(words: str) -> None:
    new = newer(BEGINS + words)
    standing = stand(OLD, new)
    assert (standing.by, standing.ended_on) == (new.id, dt.date(2020, 5, 1))
    assert standing.words == words.rstrip("。")
    assert standing.on(dt.date(2020, 4, 30)) == State.IN_FORCE
    assert standing.on(dt.date(2020, 5, 1)) == State.ENDED


@pytest.mark.parametrize(
    "words",
    [
        "《青木市公开办法实施细则》同时废止。",
        "《青木市公开办法》（青政办发〔2014〕9号）同时废止。",
        "《公开办法》同时废止。",
        "青政办发〔2015〕33号文件同时废止。",
        "《青山市公开办法》同时废止。",
        "原有文件同时废止。",
        "与本规定不一致的，以本规定为准。",
    ],
)
def test_what_names_another_notice_or_none_ends_nothing(words: str) -> None:
    assert stand(OLD, newer(BEGINS + words)).by is None


def test_a_title_without_a_place_means_the_issuers_own_notice() -> None:
    old = notice("青政办发〔2015〕5号", f"{CITY}关于印发公开细则的通知", "2015年3月1日")
    assert stand(old, newer(BEGINS + "《公开细则》同时废止。")).by is not None


def test_a_title_without_a_place_does_not_mean_another_issuers_notice() -> None:
    old = notice("青政办发〔2015〕5号", f"{CITY}关于印发公开细则的通知", "2015年3月1日")
    other = newer(BEGINS + "《公开细则》同时废止。", "澜政办发〔2020〕8号", "澜溪市人民政府办公室")
    assert stand(old, other).by is None


NOTICE_OF_WORK = notice("青政办发〔2016〕7号", f"{CITY}关于加强公开工作的通知", "2016年3月1日")


@pytest.mark.parametrize(
    "title", ["关于加强公开工作的通知", "市人民政府办公室关于加强公开工作的通知", f"{CITY}关于加强公开工作的通知"]
)
def test_a_title_may_leave_out_the_issuers_office(title: str) -> None:
    assert stand(NOTICE_OF_WORK, newer(f"{BEGINS}《{title}》同时废止。")).by is not None


@pytest.mark.parametrize("title", ["市教育局关于加强公开工作的通知", "青木市公安局关于加强公开工作的通知"])
def test_a_title_with_another_office_means_another_notice(title: str) -> None:
    assert stand(NOTICE_OF_WORK, newer(f"{BEGINS}《{title}》同时废止。")).by is None


def test_what_took_hold_before_a_version_was_issued_does_not_end_that_version() -> None:
    new = newer("自2014年1月1日起，《青木市公开办法》停止执行。")
    assert new.ends[0].on == dt.date(2014, 1, 1) and stand(OLD, new).by is None


def test_the_same_number_of_another_city_is_another_notice() -> None:
    old = notice(
        "青政办发〔2015〕3号",
        "青山市人民政府办公室关于印发公开细则的通知",
        "2015年3月1日",
        issuer="青山市人民政府办公室",
    )
    assert stand(old, newer(BEGINS + "青政办发〔2015〕3号文件同时废止。")).by is None


def test_a_higher_office_may_end_what_names_its_place() -> None:
    county = newer(BEGINS + "《青木市公开办法》同时废止。", "云政办发〔2020〕1号", "云岭省人民政府办公厅")
    assert stand(OLD, county).by == county.id


def test_an_earlier_notice_cannot_end_a_later_one() -> None:
    late = notice("青政办发〔2021〕3号", OLD_TITLE, "2021年3月1日")
    assert stand(late, newer(BEGINS + "《青木市公开办法》同时废止。")).by is None


def test_a_notice_does_not_end_itself() -> None:
    own = notice(
        "青政办发〔2020〕9号", OLD_TITLE, "2020年4月1日", "二、本办法自2020年5月1日起施行，《青木市公开办法》同时废止。"
    )
    assert stand(own).by is None


def test_of_two_versions_without_dates_none_is_taken_for_the_earlier_one() -> None:
    undated = replace(OLD, issued_on=None)
    own = notice("青政办发〔2020〕9号", OLD_TITLE, "2020年4月1日", "二、原《青木市公开办法》同时废止。")
    assert stand(undated, own).by is None


def test_an_earlier_version_of_the_same_title_ends() -> None:
    own = notice("青政办发〔2020〕9号", OLD_TITLE, "2020年4月1日", "二、原《青木市公开办法》同时废止。")
    assert stand(OLD, own).by == own.id and stand(own, OLD).by is None


def test_two_that_end_each_other_without_dates_end_nothing() -> None:
    one = replace(newer("青政办发〔2020〕9号文件同时废止。"), issued_on=None)
    two = replace(newer("青政办发〔2020〕8号文件同时废止。", "青政办发〔2020〕9号"), issued_on=None)
    assert [each.by for each in standings([one, two]).values()] == [None, None]


def test_a_revision_replaces_the_earlier_title_of_its_issuer() -> None:
    revision = notice("青政办发〔2021〕1号", f"{CITY}关于印发《青木市公开办法（2021年修订）》的通知", "2021年6月1日")
    standing = stand(OLD, revision)
    assert (standing.by, standing.ended_on, standing.words) == (revision.id, dt.date(2021, 6, 1), revision.title)


def test_a_revision_of_another_issuer_replaces_nothing() -> None:
    office = "青木市公安局"
    revision = notice(
        "青公〔2021〕1号", f"{office}关于印发《青木市公开办法（修订）》的通知", "2021年6月1日", issuer=office
    )
    assert stand(OLD, revision).by is None


def test_the_same_title_without_a_revision_replaces_nothing() -> None:
    assert stand(OLD, notice("青政办发〔2021〕1号", OLD_TITLE, "2021年6月1日")).by is None


def test_of_two_revisions_the_next_one_ends_the_first() -> None:
    def revised(year: int) -> Notice:
        title = f"{CITY}关于印发《青木市公开办法（{year}年修订）》的通知"
        return notice(f"青政办发〔{year}〕1号", title, f"{year}年6月1日")

    assert stand(OLD, revised(2021), revised(2018)).ended_on == dt.date(2018, 6, 1)


def test_an_amended_notice_stays_in_force() -> None:
    change = newer("市政府决定对《青木市公开办法》（青政办发〔2015〕3号）作如下修改：")
    standing = stand(OLD, change)
    assert standing.amended_by == (change.id,) and standing.by is None
    assert standing.on(dt.date(2020, 6, 1)) == State.IN_FORCE


def test_a_term_ends_on_its_last_day() -> None:
    standing = stand(newer("本规定自2020年5月1日起施行，有效期2年。"))
    days = (dt.date(2020, 4, 30), dt.date(2020, 5, 1), dt.date(2022, 4, 30), dt.date(2022, 5, 1))
    assert [standing.on(day) for day in days] == [State.NOT_YET, State.IN_FORCE, State.IN_FORCE, State.EXPIRED]


def test_what_was_repealed_before_its_term_was_over_is_ended_and_not_expired() -> None:
    old = notice("青政办发〔2015〕3号", OLD_TITLE, "2015年3月1日", "二、本办法自印发之日起施行，有效期10年。")
    standing = stand(old, newer(BEGINS + "《青木市公开办法》同时废止。"))
    assert standing.on(dt.date(2030, 1, 1)) == State.ENDED


def test_what_was_over_before_it_was_repealed_is_expired() -> None:
    old = notice("青政办发〔2015〕3号", OLD_TITLE, "2015年3月1日", "二、本办法自印发之日起施行，有效期2年。")
    standing = stand(old, newer(BEGINS + "《青木市公开办法》同时废止。"))
    assert standing.on(dt.date(2018, 1, 1)) == State.EXPIRED


def test_a_notice_without_a_date_is_of_unknown_standing() -> None:
    assert stand(replace(OLD, issued_on=None)).on(dt.date(2020, 1, 1)) == State.UNKNOWN


def test_an_end_without_a_date_counts_for_every_day() -> None:
    new = replace(newer("《青木市公开办法》现予废止。"), issued_on=None)
    undated = replace(new, ends=tuple(replace(each, on=None) for each in new.ends))
    assert stand(OLD, undated).on(dt.date(2016, 1, 1)) == State.ENDED


def test_a_plan_whose_year_is_over_is_not_ended() -> None:
    plan = notice("青政办发〔2019〕1号", f"{CITY}关于印发《青木市2019年政务公开工作要点》的通知", "2019年3月1日")
    assert plan.plan_year == 2019 and stand(plan).on(dt.date(2024, 1, 1)) == State.IN_FORCE


def test_an_empty_corpus_has_no_standings() -> None:
    assert standings([]) == {}
