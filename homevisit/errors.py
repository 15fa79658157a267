"""The two families of things that go wrong, and how they speak.

A `Problem` is the world's fault (a wrong password, a full disk, a damaged file): the
user reads its sentence, never a traceback. Anything else that is raised is our defect.
Each package declares its own problems beside the code that raises them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from homevisit.text import sentences, translate


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a person is told: what happened, what is safe, what to do."""

    what: str
    safe: str
    todo: str

    def __str__(self) -> str:
        return sentences(self.what, self.safe, self.todo)


class Problem(Exception):  # noqa: N818  subclasses end in Error; this is their family
    """Something that a user can understand and act upon.

    Subclasses give a stable `code` (lower snake case, part of the command line's
    contract) and three msgids, which may name facts as `{fact}`. Facts never hold
    personal data: they reach logs, reports and other people's screens.
    """

    code: ClassVar[str]
    what: ClassVar[str]
    safe: ClassVar[str]
    todo: ClassVar[str]
    exit_code: ClassVar[int] = 4

    def __init__(self, **facts: str | int) -> None:
        super().__init__(self.code)
        self.facts = facts

    def explain(self) -> Explanation:
        """Return the three sentences in the language in use."""
        return Explanation(
            *(
                translate(part).format(**self.facts)
                for part in (self.what, self.safe, self.todo)
            )
        )

    def __str__(self) -> str:
        return str(self.explain())
