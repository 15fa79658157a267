"""What the commands about prints answer: what was written, and what differs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from homevisit.cli.answers import Answer, Code
from homevisit.text import N_, _, translate
from reports.visit_data import VisitSection

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from homevisit.services.printing import Checked
    from reports.document import Rendered

_SECTIONS = {
    VisitSection.FACTS: N_("who, when and where"),
    VisitSection.OBSERVATIONS: N_("what was seen and heard"),
    VisitSection.AGREEMENTS: N_("what was agreed"),
    VisitSection.RISK: N_("signs of risk"),
    VisitSection.SIGNATURES: N_("signatures and review"),
    VisitSection.ADDENDA: N_("additions"),
    VisitSection.PHOTOS: N_("photos"),
}


def written(to: Path, rendered: Rendered, facts: Mapping[str, Any]) -> Answer:
    """Say what was written, and which characters no font could show."""
    told = {
        **facts,
        "file": str(to),
        "pages": rendered.pages,
        "boxed_characters": list(rendered.uncovered),
    }
    lines = [_("{pages} pages were written: {file}").format(**told)]
    if rendered.uncovered:
        lines.append(
            _("No font has these characters, so boxes stand for them: {signs}").format(
                signs=" ".join(rendered.uncovered)
            )
        )
    return Answer(told, lines)


def telling_left_out(answer: Answer, count: int) -> Answer:
    """Add how many visits were not printed because they are not done."""
    facts = {**answer.facts, "left_out": count}
    if not count:
        return replace(answer, facts=facts)
    line = _("Left out, as not completed or not finalised: {count}").format(count=count)
    return replace(answer, facts=facts, lines=[*answer.lines, line])


def check_answer(found: Checked) -> Answer:
    """Say whether a print matches, and where it does not."""
    facts = {
        "matches": found.matches,
        "visit_id": found.visit_id,
        "copy": found.copy_number,
        "sections": list(found.printed_sections),
        "differing": list(found.differing),
        "visits": [
            {
                "visit_id": each.visit_id,
                "number": each.visit_no,
                "differing": list(each.differing),
            }
            for each in found.visits
        ],
    }
    if found.matches:
        return Answer(facts, [_("The print matches the vault.")])
    return Answer(facts, list(_differences(found)), Code.DIFFERS)


def _differences(found: Checked) -> Iterator[str]:
    """Yield what differs, naming the visit where the print holds several."""
    if not found.printed_sections:
        yield _("The print holds nothing that could be compared.")
    for each in found.visits:
        for section in each.differing if each.is_here else ():
            name = _section_name(section)
            if len(found.visits) == 1:
                yield _("Different today: {section}").format(section=name)
            else:
                yield _("Different today in visit {number}: {section}").format(
                    number=each.visit_no, section=name
                )
        if not each.is_here:
            yield _("A visit of this print is no longer in the vault.")


def _section_name(code: str) -> str:
    known = {section.value: words for section, words in _SECTIONS.items()}
    return translate(known[code]) if code in known else code
