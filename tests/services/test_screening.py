"""A screening from Excel into the room: what fits is kept, what does not is said."""

from dataclasses import replace

import pytest
from openpyxl import Workbook

from homevisit.domain.care_counselling import Threshold
from homevisit.domain.record import to_values
from homevisit.domain.screening_rules import ATTENTION, INTERVIEW, INVALID, NOTHING
from homevisit.ledger.queries import Query
from homevisit.roster.read import UnreadableFileError
from homevisit.services import records, screening, screening_file, staffing, students
from homevisit.services import room as rooms
from homevisit.services.screening import (
    NobodyFitsError,
    ScreeningKnownError,
    ThresholdUnclearError,
)
from homevisit.services.screening_columns import Role
from homevisit.services.screening_file import (
    NO_CONSENT,
    NO_NUMBERS,
    TWICE,
    Batch,
    ScreeningColumnsError,
    ScreeningDayError,
)
from homevisit.services.screening_people import NO_CLASS, NOBODY, SEVERAL, TWO
from tests.services.conftest import PASSWORD

HEAD = (
    "学籍号",
    "身份证号",
    "姓名",
    "班级",
    "总分",
    "学习焦虑",
    "效度",
    "家长知情同意",
)
REGISTRY = "G990101201307180017"
ID_NO = "990101201307180017"


@pytest.fixture
def room(session, jiang):
    staffing.add_post(session, session.person_id, "psychologist")
    return rooms.make_room(session, PASSWORD)


@pytest.fixture
def pupils(session, class_id, jiang):
    """Further pupils by name; 重名 is there twice."""
    made = {"江予安": jiang}
    for name in ("喻书瑶", "袁知行", "田小满", "重名", "重名"):
        values = {"name": name, "class_id": class_id}
        numbers = {"student_registry_no": REGISTRY} if name == "喻书瑶" else {}
        numbers |= {"id_doc_no": ID_NO} if name == "袁知行" else {}
        made[name] = students.add_student(session, values, numbers).record_ids[0]
    return made


@pytest.fixture
def read(tmp_path):
    def make(*rows, head=HEAD, scale="mht", name="测评.xlsx"):
        book = Workbook()
        for row in (head, *rows):
            book.active.append(row)
        path = tmp_path / name
        book.save(path)
        return screening_file.read_screening(path, scale)

    return make


def batch(room, scale="mht", **more):
    rules, invalid_from, source = screening.usual_rules(room, scale)
    known = Batch("2026 年秋季测评", "2026-11-18", rules, invalid_from)
    return replace(known, threshold_source=source, **more)


def named(name, total, factor=1, validity=2, *, consent="是", where="七(2)班"):
    return ("", "", name, where, total, factor, validity, consent)


ROWS = (
    named("江予安", 30),
    (REGISTRY, "", "喻书遥", "", 70, 3, 2, ""),
    ("", ID_NO, "", "", "４０", "8分", 2, ""),
    named("田小满", 80, 9, 7),
)


def test_rows_are_matched_judged_and_written_as_one_save(room, pupils, read):
    plan = screening_file.plan(room, read(*ROWS), batch(room))
    assert plan.left_out == ()
    receipt = screening.take_in(room, plan)
    found = {e.student_id: e for e in screening.results(room, receipt.batch_id)}
    assert {name: found[pupils[name]].result for name in ("江予安", "喻书瑶")} == {
        "江予安": NOTHING,
        "喻书瑶": INTERVIEW,
    }
    assert found[pupils["袁知行"]].over == ("学习焦虑",)
    assert found[pupils["袁知行"]].total == 40.0
    assert found[pupils["田小满"]].is_valid is False
    assert found[pupils["江予安"]].consent_status == "given"
    (line,) = screening.batches(room)
    assert line.counts == {NOTHING: 1, INTERVIEW: 1, ATTENTION: 1, INVALID: 1}
    assert (line.batch.expected, line.batch.done, line.batch.invalid) == (4, 4, 1)
    records.take_back(room, receipt.written.save_id)
    assert screening.batches(room) == ()
    assert records.find(room, Query("screening_result")) == ()


def test_those_come_first_with_whom_to_talk(room, pupils, read):
    plan = screening_file.plan(room, read(*ROWS), batch(room))
    receipt = screening.take_in(room, plan)
    found = [each.result for each in screening.results(room, receipt.batch_id)]
    assert found == [INTERVIEW, ATTENTION, INVALID, NOTHING]


def test_each_row_that_does_not_fit_says_why(room, session, pupils, read):
    students.add_student(session, {"name": "江予安"}, {"student_registry_no": "L1"})
    rows = (
        named("江予安", 30),
        named("江予安", 31),
        named("无此人", 30),
        named("重名", 30),
        named("田小满", "", "", ""),
        named("喻书瑶", 50, consent="否"),
        named("袁知行", 50, where=""),
        named("袁知行", 50, where="九(9)班"),
        (REGISTRY, ID_NO, "", "", 50, 1, 1, ""),
    )
    plan = screening_file.plan(room, read(*rows), batch(room))
    assert [(each.row, each.why) for each in plan.left_out] == [
        (3, TWICE),
        (4, NOBODY),
        (5, SEVERAL),
        (6, NO_NUMBERS),
        (7, NO_CONSENT),
        (8, NO_CLASS),
        (9, NOBODY),
        (10, TWO),
    ]
    assert screening.take_in(room, plan).taken == 1


def test_a_consent_on_file_that_was_refused_counts(room, session, jiang, read):
    values = {
        "student_id": jiang,
        "scopes": ["psychological"],
        "answer": "refused",
        "given_on": "2026-09-01",
    }
    records.save(session, [records.edit("consent", values, student_id=jiang)])
    row = named("江予安", 30, consent="")
    plan = screening_file.plan(room, read(row), batch(room))
    assert [each.why for each in plan.left_out] == [NO_CONSENT]
    with pytest.raises(NobodyFitsError):
        screening.take_in(room, plan)


def test_forty_wrong_columns_are_listed_in_one_sentence_and_the_rest_is_kept(
    room, pupils, read
):
    odd = tuple(f"未知栏{number}" for number in range(40))
    items = tuple(f"题{number}" for number in range(1, 61))
    file = read(
        (*named("江予安", 70), *range(40), *[1] * 60, "重度", "张医生"),
        head=(*HEAD, *odd, *items, "风险等级", "诊断"),
    )
    unknown, single, verdict = screening.said(file)
    assert unknown.startswith("有 40 列")
    assert [each for each in odd if each not in unknown] == []
    assert "60" in single
    assert "风险等级" in verdict
    receipt = screening.take_in(room, screening_file.plan(room, file, batch(room)))
    (result,) = screening.results(room, receipt.batch_id)
    assert set(result.factors) == {"学习焦虑", "validity"}
    assert "重度" not in str(to_values(result))
    assert screening.batches(room)[0].batch.done == 1


def test_a_watched_item_leaves_its_hit_and_not_its_score(room, jiang, read):
    file = read(
        ("江予安", "七(2)班", 3, 0, 2),
        head=("姓名", "班级", "总分", "题8", "题9"),
        scale="phq9",
    )
    plan = screening_file.plan(room, file, batch(room, "phq9"))
    receipt = screening.take_in(room, plan)
    (result,) = screening.results(room, receipt.batch_id)
    assert (result.result, result.over, result.factors) == (INTERVIEW, ("item_9",), {})


def test_the_same_file_is_not_taken_in_twice(room, jiang, read):
    plan = screening_file.plan(room, read(named("江予安", 30)), batch(room))
    receipt = screening.take_in(room, plan)
    with pytest.raises(ScreeningKnownError) as caught:
        screening.take_in(room, plan)
    assert "2026 年秋季测评" in str(caught.value.explain())
    screening.remove(room, receipt.batch_id, "重新导入")
    assert screening.take_in(room, plan).taken == 1


def test_rules_are_the_schools_own_and_results_follow_them(room, pupils, read):
    file = read(*ROWS)
    receipt = screening.take_in(room, screening_file.plan(room, file, batch(room)))
    (first, *_rest) = screening.results(room, receipt.batch_id)
    screening.note_interview(room, first.id, "2026-11-20", "watch", "聊过一次")
    own = [Threshold(factor="", at_least=75, result=ATTENTION)]
    changed = screening.set_rules(
        room, receipt.batch_id, own, invalid_from=None, source="校心理组 2026"
    )
    found = {e.student_id: e for e in screening.results(room, receipt.batch_id)}
    assert found[pupils["田小满"]].result == ATTENTION
    assert found[pupils["喻书瑶"]].result == NOTHING
    assert found[pupils["喻书瑶"]].conclusion == "watch"
    rules, _invalid, source = screening.usual_rules(room, "mht")
    assert ([each.at_least for each in rules], source) == ([75.0], "校心理组 2026")
    records.take_back(room, changed.save_id)
    assert screening.results(room, receipt.batch_id)[0].result == INTERVIEW


@pytest.mark.parametrize(
    "wrong",
    [
        Threshold(factor="", at_least=None, result=ATTENTION),
        Threshold(factor="", at_least=3, result="disorder"),
        Threshold(factor="", at_least=3, result=INVALID),
    ],
)
def test_a_threshold_leads_to_one_of_two_words(room, jiang, read, wrong):
    plan = screening_file.plan(room, read(named("江予安", 30)), batch(room))
    receipt = screening.take_in(room, plan)
    with pytest.raises(ThresholdUnclearError):
        screening.set_rules(
            room, receipt.batch_id, [wrong], invalid_from=None, source=""
        )


def test_what_a_person_concludes_and_the_case_stand_with_the_result(room, jiang, read):
    plan = screening_file.plan(room, read(named("江予安", 90)), batch(room))
    screening.take_in(room, plan)
    (result,) = screening.of_student(room, jiang)
    with pytest.raises(LookupError):
        screening.note_interview(room, result.id, "2026-11-20", "ill")
    screening.note_interview(room, result.id, "2026-11-20", "case", "")
    screening.link_case(room, result.id, "c" * 32)
    (result,) = screening.of_student(room, jiang)
    assert (result.conclusion, result.case_id) == ("case", "c" * 32)
    assert screening.batches(room)[0].interviewed == 1


def test_a_class_can_be_given_for_the_whole_file(room, jiang, class_id, read):
    file = read(("江予安", 30), head=("姓名", "总分"))
    plan = screening_file.plan(room, file, batch(room))
    assert [each.why for each in plan.left_out] == [NO_CLASS]
    again = screening_file.plan(room, file, batch(room, class_id=class_id))
    assert [each.student_id for each in again.results] == [jiang]


def test_files_and_batches_that_say_too_little_are_refused(room, jiang, read, tmp_path):
    nobody = read((3, 4), head=("总分", "性别"))
    no_score = read(("江予安", "七(2)班"), head=("姓名", "班级"))
    for file in (nobody, no_score):
        with pytest.raises(ScreeningColumnsError):
            screening_file.plan(room, file, batch(room))
    file = read(named("江予安", 30))
    for wrong in ({"name": " "}, {"on_date": ""}, {"on_date": "2026-12-31"}):
        with pytest.raises(ScreeningDayError):
            screening_file.plan(room, file, replace(batch(room), **wrong))
    with pytest.raises(UnreadableFileError):
        screening_file.read_screening(tmp_path / "无.xlsx", "mht")


def test_a_column_is_chosen_by_hand(room, jiang, read):
    file = read(("江予安", "七(2)班", 66), head=("姓名", "班级", "甲"))
    with pytest.raises(ScreeningColumnsError):
        screening_file.plan(room, file, batch(room))
    chosen = screening_file.choose_column(file, 2, Role.TOTAL)
    plan = screening_file.plan(room, chosen, batch(room))
    assert plan.results[0].values["result"] == INTERVIEW
