"""What a colleague is handed of talks: who and when, and no word that is not hers."""

from __future__ import annotations

import pytest

from homevisit.services import talks
from homevisit.services.talks import TalkEntry

SAID = "绝不外传的原话"


@pytest.fixture
def talked(school):
    """One talk of every kind at the homeroom teacher's, typed with words and mood."""
    one = school.homeroom
    for kind in ("peer", "homeroom_teacher", "psychologist"):
        values = {
            "content": f"{SAID}-{kind}",
            "theme": "考前放松",
            "mood": "low",
            "topics": ["study"],
        }
        talks.log(one.session, TalkEntry(kind, ("child-1",), values))
    return school


def test_the_psychologists_and_the_peers_words_are_on_nobodys_disk(talked):
    talked.homeroom.hand_to(talked.psychologist)
    for person in (talked.homeroom, talked.psychologist):
        everything = person.everything()
        assert f"{SAID}-homeroom_teacher" in everything
        assert f"{SAID}-peer" not in everything
        assert f"{SAID}-psychologist" not in everything


def test_who_reads_the_class_file_sees_that_a_talk_took_place(talked):
    talked.homeroom.hand_to(talked.psychologist)
    found = talks.of_student(talked.psychologist.session, "child-1")
    held = {each.talk_kind: each for each in found}
    assert set(held) == {"peer", "homeroom_teacher", "psychologist"}
    shell = held["psychologist"]
    assert shell.state == "done"
    assert (shell.content, shell.mood, shell.topics, shell.theme) == ("", "", (), "")
    assert (held["peer"].theme, held["peer"].content) == ("考前放松", "")


def test_who_reads_only_the_roster_is_handed_no_talk(talked):
    talked.homeroom.hand_to(talked.subject)
    assert talks.of_student(talked.subject.session, "child-1") == ()
    assert SAID not in talked.subject.everything()
