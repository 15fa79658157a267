"""What the pages about paper show: plain, frozen, without a record in it."""

from __future__ import annotations

from dataclasses import dataclass, field

FORMS, ROUTE, VISITS = "forms", "route", "visits"

# What can be shown on the paper of each kind, by code; `USUALLY` is on at first.
ADDRESS, PHONE, SIBLINGS, PROMISES = "address", "phone", "siblings", "promises"
OPTIONS = {FORMS: (ADDRESS, SIBLINGS, PROMISES, PHONE), ROUTE: (PHONE,), VISITS: ()}
USUALLY = frozenset({ADDRESS, SIBLINGS, PROMISES})


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One student, plan or visit that the paper is for."""

    id: str
    name: str
    detail: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class PaperWish:
    """Which paper is wanted, for whom and in which order, and what is on it."""

    kind: str
    ids: tuple[str, ...] = ()
    shown: frozenset[str] = USUALLY
    copies: int = 1

    def first(self, count: int) -> PaperWish:
        """Return the same for the first few only, to look at."""
        return PaperWish(self.kind, self.ids[:count], self.shown, 1)


@dataclass(frozen=True, slots=True)
class PaperPreview:
    """The pages as they will be, of the first `shown` of `total`."""

    pdf: bytes = field(repr=False)
    shown: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class PersonFound:
    """A student whom typed letters may mean."""

    student_id: str
    name: str
    class_name: str
