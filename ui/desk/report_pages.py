"""The term summary as the window asks for it; runs on the vault's thread."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from homevisit.domain.dates import iso_day
from homevisit.paths import write_atomically
from homevisit.services import (
    calendars,
    school,
    school_rows,
    term_snapshots,
    term_summaries,
    term_texts,
)
from homevisit.services.print_runs import LongWork
from homevisit.services.term_summaries import NamesShown, Wish
from homevisit.services.times import local_minute
from homevisit.text import _
from reports import term_data
from ui.report_rows import (
    NOW,
    Change,
    ChapterText,
    KeptLine,
    ReportChoices,
    ReportPreview,
    TermChoice,
)

if TYPE_CHECKING:
    from datetime import date

    from homevisit.domain.school import Term
    from homevisit.services.session import Session
    from homevisit.services.term_snapshots import Kept
    from reports.term_data import TermSummary
    from ui.report_rows import ReportWish
    from ui.serial_thread import Job


def read_choices(session: Session) -> ReportChoices:
    """Return terms, the latest first, grades and classes, and the parts of a paper."""
    calendar, today = calendars.read_calendar(session), session.clock.today()
    present = calendar.term_on(today)
    begun = (each for each in calendar.terms if each.start_date <= today.isoformat())
    terms = tuple(_term_choice(each, today) for each in begun)
    title = _("Term summary")
    return ReportChoices(
        terms=terms[::-1],
        present=present.id if present else "",
        grades=_grades(session),
        classes=_classes(session),
        parts=tuple(
            (code, words)
            for code, words in _part_names().items()
            if code != term_data.CARE or term_summaries.has_care(session)
        ),
        file_name=f"{title} {today.isoformat()}",
    )


def read_texts(session: Session, wish: ReportWish) -> dict[str, str]:
    """Return the chapters that were begun for the term and scope of a wish."""
    return term_texts.read(session, wish.term_id, wish.scope)


def keep_texts(session: Session, wish: ReportWish) -> None:
    """Keep the chapters of a wish until they are printed, and longer."""
    term_texts.keep(session, wish.term_id, wish.texts, scope=wish.scope)


def preview(session: Session, wish: ReportWish, job: Job) -> ReportPreview:
    """Return the paper as it would be; raises `PrintCancelledError` when stopped."""
    work = LongWork(job.report, lambda: job.is_cancelled)
    seen = term_summaries.look(session, _wish(wish), work)
    made = seen.made
    return ReportPreview(
        pdf=seen.rendered.pdf,
        counted_at=made.summary.counted_at,
        starts=dict(seen.rendered.starts),
        chapters=tuple(
            ChapterText(each.code, each.title, each.text) for each in made.begun
        ),
        checks=tuple((each.words, each.agrees) for each in made.checks),
    )


def make(session: Session, wish: ReportWish) -> bytes:
    """Return the paper, kept and noted as one more copy."""
    return term_summaries.print_summary(session, _wish(wish)).pdf


def write_tables(session: Session, wish: ReportWish, path: str) -> None:
    """Write the tables as an Excel file, kept and noted as one more copy."""
    write_atomically(Path(path), term_summaries.print_workbook(session, _wish(wish)))


def read_kept(session: Session) -> tuple[KeptLine, ...]:
    """Return the summaries that were printed, the latest first."""
    return tuple(_kept_line(each) for each in term_snapshots.kept(session))


def kept_pages(session: Session, snapshot_id: str) -> bytes:
    """Return the pages of one that was printed, to look at."""
    said = term_snapshots.read_kept(session, snapshot_id).summary
    return term_summaries.render(session, said).pdf


def make_again(session: Session, snapshot_id: str) -> bytes:
    """Return a further copy of one that was printed, noted as such."""
    return term_summaries.print_again(session, snapshot_id).pdf


def changes(session: Session, snapshot_id: str, other: str) -> tuple[Change, ...]:
    """Return what another summary, or one of `NOW`, says otherwise."""
    before = term_snapshots.read_kept(session, snapshot_id)
    if other == NOW:
        after = _counted_now(session, before)
    else:
        after = term_snapshots.read_kept(session, other).summary
    return tuple(
        Change(each.what, str(each.before), str(each.after), _by(each))
        for each in term_snapshots.compare(before.summary, after)
    )


def _by(each: term_snapshots.Difference) -> str:
    if isinstance(each.before, str) or isinstance(each.after, str):
        return ""
    return f"{each.after - each.before:+d}".replace("-", "\u2212")


def _counted_now(session: Session, kept: Kept) -> TermSummary:
    wish = Wish(
        term_id=kept.term_id,
        class_ids=kept.class_ids,
        threshold=kept.summary.threshold,
    )
    return term_summaries.make(session, wish).summary


def _kept_line(each: Kept) -> KeptLine:
    about = _("{term}, {scope}, up to {day}").format(
        term=each.summary.term, scope=each.summary.scope, day=each.cut_off
    )
    return KeptLine(each.id, each.report_no, about, local_minute(each.made_at))


def _wish(wish: ReportWish) -> Wish:
    return Wish(
        term_id=wish.term_id,
        cut_off=iso_day(wish.cut_off),
        class_ids=wish.class_ids,
        names=NamesShown(wish.names),
        threshold=wish.threshold,
        purpose=wish.purpose,
        texts=wish.texts,
        parts=wish.parts,
    )


def _term_choice(term: Term, today: date) -> TermChoice:
    return TermChoice(term.id, term.name, min(term.end_date, today.isoformat()))


def _grades(session: Session) -> tuple[tuple[str, str], ...]:
    names = school_rows.grades_of(session, session.clock.today())
    found: dict[str, list[str]] = {}
    for each in school.classes(session):
        if names.get(each.id):
            found.setdefault(names[each.id], []).append(each.id)
    return tuple((",".join(ids), name) for name, ids in found.items())


def _classes(session: Session) -> tuple[tuple[str, str], ...]:
    names = school.class_names(session)
    return tuple((each.id, names[each.id]) for each in school.classes(session))


def _part_names() -> dict[str, str]:
    return {
        term_data.CLASSES: _("Home visits by class"),
        term_data.TALKS: _("Six talks by grade"),
        term_data.GROUPS: _("Special groups"),
        term_data.CARE: _("Care, counts only"),
        term_data.MONTHS: _("Visits by month"),
        term_data.MISSING: _("Not visited yet"),
        term_data.TEXTS: _("Parts in words"),
        term_data.CHECKS: _("Cross-checks"),
        term_data.TABLES: _("Tables by class, landscape"),
    }
