from __future__ import annotations

from contextlib import closing

import pytest

from homevisit.services import print_batches, printing, records, visits
from homevisit.services.print_batches import file_names, print_visits
from homevisit.services.printing import LongWork, copies_of
from reports.check import ProtectedPdfError
from reports.visit_book import PrintCancelledError
from tests.services.printed import another_visit, copy_numbers, export_log, text_of
from tests.services.test_visits import filled


@pytest.fixture
def visit_ids(session, jiang):
    first = visits.finalise_visit(session, filled(session, jiang)).visit_ids[0]
    others = (
        another_visit(
            session, first, visit_no=f"JF-2026-abcd-{n:03}", at_home=f"第{n}次"
        )
        for n in (2, 3)
    )
    return [first, *others]


def test_each_visit_is_a_file_that_is_counted_and_matches(session, visit_ids):
    printing.print_visit(session, visit_ids[1])
    before = len(records.recent_saves(session))
    steps = []
    work = LongWork(progress=lambda done, total: steps.append((done, total)))

    made = dict(print_visits(session, visit_ids, work))

    assert list(made) == visit_ids
    assert steps == [(1, 3), (2, 3), (3, 3)]
    assert len(records.recent_saves(session)) == before + 1
    assert sorted(copy_numbers(session, "visit_summary")) == [1, 1, 1, 2]
    assert "第2次" in text_of(made[visit_ids[1]].pdf)
    checked = printing.check_pdf(session, made[visit_ids[1]].pdf)
    assert (checked.matches, checked.copy_number) == (True, 2)
    assert checked.visit_id == visit_ids[1]


def test_many_are_rendered_by_worker_processes(session, visit_ids, monkeypatch):
    here = dict(print_visits(session, visit_ids[:1]))
    monkeypatch.setattr(print_batches, "_FEW", 0)

    made = dict(print_visits(session, visit_ids))

    assert list(made) == visit_ids
    assert text_of(here[visit_ids[0]].pdf).count("江予安") == text_of(
        made[visit_ids[0]].pdf
    ).count("江予安")


def test_what_was_yielded_before_a_stop_is_counted_once(session, visit_ids):
    answers = iter([False, True])
    work = LongWork(cancelled=lambda: next(answers))
    made = print_visits(session, visit_ids, work)

    assert next(made)[0] == visit_ids[0]
    with pytest.raises(PrintCancelledError):
        next(made)

    assert [each.visit_ids for each in export_log(session)] == [(visit_ids[0],)]


def test_whoever_closes_early_has_what_was_taken_counted(session, visit_ids):
    with closing(print_visits(session, visit_ids)) as made:
        next(made)
        next(made)

    assert [copies_of(session, each) for each in visit_ids] == [1, 1, 0]


def test_nothing_printed_is_nothing_logged(session, visit_ids):
    assert list(print_visits(session, [])) == []
    print_visits(session, visit_ids).close()

    assert export_log(session) == ()


def test_a_password_protects_every_file(session, visit_ids):
    made = dict(print_visits(session, visit_ids[:2], password="石榴花开"))

    for rendered in made.values():
        with pytest.raises(ProtectedPdfError):
            printing.check_pdf(session, rendered.pdf)
    pdf = made[visit_ids[0]].pdf
    assert printing.check_pdf(session, pdf, "石榴花开").matches


def test_nothing_confidential_is_in_the_files(session, jiang):
    form = filled(
        session, jiang, risks_found=["guardianship"], risk_note="夜里无人照看"
    )
    visit_id = visits.finalise_visit(session, form).visit_ids[0]

    ((_, rendered),) = print_visits(session, [visit_id])

    assert "江予安" in text_of(rendered.pdf)
    assert "夜里无人照看" not in text_of(rendered.pdf)


def test_file_names_hold_numbers_and_nobodys_name(session, visit_ids):
    odd = [
        another_visit(session, visit_ids[0], visit_no=number)
        for number in ("江予安的家访", "../../x", "jiangyuan", "", "JF-2026-abcd-002")
    ]

    names = file_names(session, [*visit_ids[1:], *odd])

    assert list(names.values()) == [
        "JF-2026-abcd-002.pdf",
        "JF-2026-abcd-003.pdf",
        "003.pdf",
        "004.pdf",
        "005.pdf",
        "006.pdf",
        "007.pdf",
    ]
