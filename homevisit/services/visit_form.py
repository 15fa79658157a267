"""What a visit form holds while it is being written, and as a draft."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from homevisit.ledger.drafts import Draft

if TYPE_CHECKING:
    from collections.abc import Mapping

KIND = "visit"
Promise = dict[str, Any]


@dataclass(frozen=True, slots=True)
class VisitForm:
    """What a visit form holds: half-filled or odd values are welcome.

    `promises` are follow-up items (fields of `FollowUp`; `promise_id` for one that was
    saved before); `kept` maps the id of an earlier one to kept, partly or not.
    `siblings` were visited on the same trip; each whose risk question is answered in
    `sibling_risks` is finalised with this visit, the others stay open.

    `opened` are the values that stood when the form was opened and `seen` the changes
    they came from: what was cleared since is cleared, what was not touched is not
    written, and what a colleague wrote meanwhile stays beside it. `kept_words` are
    judging words by field that the writer chose to keep and is not asked about again.
    """

    draft_id: str
    visit_id: str
    student_id: str
    values: Mapping[str, Any]
    promises: tuple[Promise, ...] = ()
    kept: Mapping[str, str] = field(default_factory=dict)
    siblings: tuple[str, ...] = ()
    sibling_risks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    opened: Mapping[str, Any] = field(default_factory=dict)
    seen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    known_promises: tuple[str, ...] = ()
    term_by_hand: bool = False
    kept_words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def filled(self, **values: Any) -> VisitForm:  # noqa: ANN401  fields of a visit
        """Return the form with these answers changed."""
        return replace(self, values={**self.values, **values})

    def written(self) -> dict[str, Any]:
        """Return the values that differ from those it was opened with.

        A field that stood there and is gone now is written as empty.
        """
        changed = {
            name: value
            for name, value in self.values.items()
            if value != self.opened.get(name)
        }
        cleared = {name: None for name in self.opened if name not in self.values}
        return {**changed, **cleared}


def as_draft(form: VisitForm) -> Draft:
    """Return the draft that keeps a form, whatever it holds."""
    body = {
        "values": dict(form.values),
        "promises": list(form.promises),
        "kept": dict(form.kept),
        "siblings": list(form.siblings),
        "sibling_risks": {who: list(r) for who, r in form.sibling_risks.items()},
        "opened": dict(form.opened),
        "seen": {name: list(ids) for name, ids in form.seen.items()},
        "known_promises": list(form.known_promises),
        "term_by_hand": form.term_by_hand,
        "kept_words": {name: list(kept) for name, kept in form.kept_words.items()},
    }
    return Draft(form.draft_id, KIND, form.student_id, form.visit_id, body)


def from_draft(draft: Draft) -> VisitForm:
    """Return the form that a draft keeps."""
    body = draft.body
    risks = body.get("sibling_risks", {})
    return VisitForm(
        draft_id=draft.id,
        visit_id=draft.record_id or "",
        student_id=draft.student_id or "",
        values=body.get("values", {}),
        promises=tuple(body.get("promises", ())),
        kept=body.get("kept", {}),
        siblings=tuple(body.get("siblings", ())),
        sibling_risks={who: tuple(found) for who, found in risks.items()},
        opened=body.get("opened", {}),
        seen={name: tuple(ids) for name, ids in body.get("seen", {}).items()},
        known_promises=tuple(body.get("known_promises", ())),
        term_by_hand=bool(body.get("term_by_hand")),
        kept_words={n: tuple(kept) for n, kept in body.get("kept_words", {}).items()},
    )
