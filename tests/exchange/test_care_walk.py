"""Many acts and files in any order: each word is where it may be read, and only there.

Safety is looked at after every file, over every cell of the vault that took it in; that
everything arrives is looked at when all have handed to all.
"""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass, field

import pytest

from homevisit.ledger.queries import Query
from homevisit.services import concerns, letters, mandatory_reports, records
from homevisit.services.concerns import ConcernEntry

CHILDREN = ("child-1", "child-2", "child-3")
STEPS = 24
ROLES = ("homeroom", "subject", "psychologist")


@dataclass
class Walk:
    """Three people, and for each word that was written who may read it."""

    people: dict
    chance: random.Random
    words: dict[str, set[str]] = field(default_factory=dict)

    def step(self):
        act = self.chance.choice(
            [
                self.raise_concern,
                self.add,
                self.report,
                self.share,
                self.hand,
                self.hand,
            ]
        )
        act()

    def word(self, *readers):
        made = f"暗记{len(self.words):03}号"
        self.words[made] = set(readers)
        return made

    def anybody(self):
        return self.chance.choice(ROLES)

    def raise_concern(self):
        who = self.anybody()
        facts = self.word(who, "homeroom", "psychologist")
        child = self.chance.choice(CHILDREN)
        entry = ConcernEntry(child, {"facts": facts})
        concerns.raise_concern(self.people[who].session, entry)

    def add(self):
        who = self.anybody()
        session = self.people[who].session
        known = records.find(session, Query("concern"))
        if known:
            facts = self.word(who, "homeroom", "psychologist")
            concerns.add(session, self.chance.choice(known).id, {"facts": facts})

    def report(self):
        who = self.anybody()
        session = self.people[who].session
        facts = self.word(who, "psychologist")
        form = mandatory_reports.begin(session, self.chance.choice(CHILDREN))
        form = form.filled(situations=["injury"], facts=facts)
        mandatory_reports.sign(session, form)

    def share(self):
        """Write the note of a shell, as the psychologist's room does."""
        person = self.people["psychologist"]
        known = records.find(person.session, Query("care_case"))
        if known:
            shell = self.chance.choice(known)
            hint = self.word("homeroom", "psychologist")
            values = {"hint": hint, "state": "accepted", "severity": 3}
            person.write(shell.id, "care_case", shell.student_id, **values)

    def hand(self):
        self.hand_over(*self.chance.sample(ROLES, 2))

    def hand_over(self, one, other):
        self.people[one].hand_to(self.people[other], confirm_posts=True)
        assert self.strange_to(other) == set()

    def strange_to(self, who):
        """Return the words in a vault that its owner may not read."""
        held = self.people[who].everything()
        return {
            word
            for word, readers in self.words.items()
            if who not in readers and word in held
        }

    def missing_at(self, who):
        held = self.people[who].everything()
        return {
            word
            for word, readers in self.words.items()
            if who in readers and word not in held
        }


@pytest.mark.parametrize("seed", [1, 2])
def test_every_word_is_where_it_may_be_read_and_only_there(school, seed):
    walk = Walk(dict(vars(school)), random.Random(seed))
    for other in ("subject", "psychologist"):
        walk.hand_over("homeroom", other)
    for _ in range(STEPS):
        walk.step()

    for one, other in 2 * list(itertools.permutations(ROLES, 2)):
        walk.hand_over(one, other)

    assert len(walk.words) > 6
    for who in ROLES:
        assert walk.missing_at(who) == set()
        assert letters.unreadable(walk.people[who].session) == ()


def test_a_word_in_the_wrong_vault_would_be_seen(school):
    walk = Walk(dict(vars(school)), random.Random(0))
    leak = walk.word("psychologist")
    school.subject.write("leak", "staff", remark=leak)
    assert walk.strange_to("subject") == {leak}
    assert walk.missing_at("psychologist") == {leak}
