"""Papers of care as the page shows them; runs on the vault's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.services import care_papers
from homevisit.services.care_papers import OF_ROOM, Paper, Wish
from homevisit.text import N_, _, translate
from ui.care_paper_rows import CarePaperSheet

if TYPE_CHECKING:
    from homevisit.services.session import Session

TITLES = {
    Paper.REFERRAL: N_("Referral letter"),
    Paper.NOTICE: N_("Notice to the guardian"),
    Paper.CONSENT: N_("Consent to counselling"),
    Paper.SCREENING_CONSENT: N_("Consent to a screening"),
    Paper.REPORT: N_("Mandatory report form"),
    Paper.RECORD: N_("Record of counselling"),
    Paper.PLAN: N_("Plan for one student"),
    Paper.HOTLINES: N_("Numbers that help"),
    Paper.HOTLINE_POSTER: N_("Numbers that help"),
}
_SAID = {
    Paper.REFERRAL: N_("It holds the least that the other side needs to know."),
    Paper.RECORD: N_(
        "It carries the number of the case. Where the text names the child, the number "
        "stands instead."
    ),
    Paper.PLAN: N_("It shows the level with the legend of your school's scheme."),
    Paper.REPORT: N_("The paper notes what was done. It reports nothing by itself."),
    Paper.NOTICE: N_("Two witnesses sign only where the guardian does not."),
}


def wish_of(subject: str, reason: str = "", *, with_name: bool = False) -> Wish:
    """Return what a page's subject, `paper:id`, asks for. Raises `ValueError`."""
    code, _colon, record_id = subject.partition(":")
    return Wish(Paper(code), record_id, reason, with_name)


def is_of_room(subject: str) -> bool:
    """Whether a page's subject is a paper of the counselling room."""
    return subject.partition(":")[0] in OF_ROOM


def open_sheet(session: Session, wish: Wish) -> CarePaperSheet:
    """Return the paper as it would be, and write down that it was looked at."""
    sheet = read_sheet(session, wish)
    care_papers.note_look(session, wish)
    return sheet


def read_sheet(session: Session, wish: Wish) -> CarePaperSheet:
    """Return the paper as it would be; no copy is counted."""
    title = translate(TITLES[wish.paper])
    counted = _("Every copy has a number and is noted.")
    return CarePaperSheet(
        title=title,
        content=care_papers.preview(session, wish).pdf,
        file_name=f"{title}.pdf",
        said="\n".join(filter(None, (translate(_SAID.get(wish.paper, "")), counted))),
        needs_reason=care_papers.needs_reason(wish.paper),
        can_name=wish.paper is Paper.PLAN,
        is_secret=wish.paper in OF_ROOM,
    )


def counted(session: Session, wish: Wish) -> bytes:
    """Return a copy that is counted, for a printer or a file."""
    return care_papers.print_paper(session, wish).pdf
