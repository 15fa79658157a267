"""What a colleague is handed of talks: who and when, and no word that is not hers."""

from __future__ import annotations

import pytest

from homevisit.services import follow_ups, talk_notes, talks
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


def test_of_a_leaders_talk_the_homeroom_teacher_gets_what_is_to_be_done(school):
    leader, homeroom = school.psychologist, school.homeroom
    homeroom.hand_to(leader)
    said = {"content": SAID, "why_chosen": f"{SAID}-why", "topics": ["study"]}
    promise = {"description": "联系车队加站", "due_date": "2026-12-04"}
    entry = TalkEntry("leader", ("child-1",), said, (promise,))
    talks.log(leader.session, entry)
    leader.hand_to(homeroom, confirm_posts=True)

    (shell,) = talks.of_student(homeroom.session, "child-1")
    assert (shell.talk_kind, shell.state, shell.topics) == ("leader", "done", ())
    (due,) = follow_ups.open_items(homeroom.session, "child-1")
    assert (due.item.description, due.item.due_date) == ("联系车队加站", "2026-12-04")
    assert SAID not in homeroom.everything()
    assert talk_notes.of_student(homeroom.session, "child-1") == {}
    assert talk_notes.of_student(leader.session, "child-1")[shell.id].content == SAID


def test_what_a_clerk_wrote_of_a_leaders_talk_reaches_the_leaders(school):
    said = {"content": SAID, "topics": ["study"]}
    talks.log(school.homeroom.session, TalkEntry("leader", ("child-1",), said))
    school.homeroom.hand_to(school.psychologist)
    school.homeroom.hand_to(school.subject)
    (note,) = talk_notes.of_student(school.psychologist.session, "child-1").values()
    assert (note.content, note.topics) == (SAID, ("study",))
    assert SAID not in school.subject.everything()
