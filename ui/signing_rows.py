"""What the guardian is shown of a visit, and what came of it, as frozen rows."""

from __future__ import annotations

from dataclasses import dataclass, field

Strokes = tuple[tuple[tuple[float, float], ...], ...]


@dataclass(frozen=True, slots=True)
class SummaryPart:
    """A heading, and what stands under it: label and text, empty ones left out."""

    title: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SignerChoice:
    """Somebody who can sign; `code` tells them apart, `label` has the relation."""

    code: str
    label: str
    name: str
    relation: str = ""
    member_id: str = ""


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """The guardian's latest answer in words; `warning` where more was said since."""

    text: str
    is_signed: bool
    strokes: Strokes = field(default=(), repr=False)
    warning: str = ""


@dataclass(frozen=True, slots=True)
class VisitShown:
    """A finalised visit as its guardian sees it: no signs of risk, no counselling.

    `people` are the names in it that are masked on demand; `siblings` the visits of
    the same trip, which are signed each by itself.
    """

    visit_id: str
    student_name: str
    context: str
    parts: tuple[SummaryPart, ...]
    people: tuple[str, ...] = ()
    signers: tuple[SignerChoice, ...] = ()
    reasons: tuple[tuple[str, str], ...] = ()
    signature: SignatureLine | None = None
    siblings: tuple[tuple[str, str], ...] = ()
