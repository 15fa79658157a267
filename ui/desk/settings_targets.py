"""The targets as the settings show them; runs on the vault's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.domain import doubts_of
from homevisit.domain.record import Shape, facts_of, to_values
from homevisit.domain.targets import Target
from homevisit.services import calendars, coverage, school_rows, targets, words
from homevisit.services.counting import Counted
from homevisit.text import _, translate
from ui.target_rows import TargetRow, TargetSheet

if TYPE_CHECKING:
    from homevisit.services.coverage import Standing
    from homevisit.services.session import Session
    from ui.settings_rows import Choices

_CHOSEN = frozenset({Shape.CHOICE, Shape.CHOICES})


def read_sheet(session: Session) -> TargetSheet:
    """Return all targets, with how those in use stand today."""
    known = Counted(session, session.clock.today(), calendars.current_term(session))
    standing = {each.target.id: each for each in coverage.standings(known)}
    rows = [_row(each, standing.get(each.id)) for each in targets.read(session)]
    return TargetSheet(tuple(rows), _choices(session))


def _row(target: Target, standing: Standing | None) -> TargetRow:
    return TargetRow(
        id=target.id,
        profile=target.profile or _("Without a profile"),
        name=target.name,
        note=_("In use") if target.is_active else _("Off"),
        values=to_values(target),
        is_active=bool(target.is_active),
        is_example=bool(target.is_example),
        progress=_progress(standing),
        doubts={each.field: translate(each.message) for each in doubts_of(target)},
    )


def _progress(standing: Standing | None) -> str:
    if standing is None:
        return ""
    share = standing.measured.share
    if standing.measured.is_empty:
        return _("Nobody is in its scope today, so there is nothing to reach.")
    found = _("Today: {part} of {whole} students reached, {owed} still due.")
    owed = len(standing.measured.owed)
    return found.format(part=share.part, whole=share.whole, owed=owed)


def _choices(session: Session) -> dict[str, Choices]:
    table = words.read_words(session)
    found = {
        name: tuple((e.code, e.label()) for e in table.table(f.vocabulary).offered())
        for name, f in facts_of(Target).items()
        if f.shape in _CHOSEN
    }
    # Of the grades there are only those that the school has, by the names it uses.
    grades = school_rows.grade_names(session, session.clock.today())
    campaigns = targets.campaign_names(session)
    return {
        **found,
        "grades": tuple(grades.items()),
        "campaign_id": tuple(campaigns.items()),
    }
