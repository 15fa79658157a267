"""Saving while typing: soon, again and again, and never left out."""

from time import monotonic

from ui.autosave import DELAY_MS, Autosave


def test_typing_without_a_pause_is_saved_within_two_seconds(qtbot):
    autosave, saved = Autosave(), []
    autosave.due.connect(lambda: saved.append(monotonic()))
    begun = monotonic()
    while not saved and monotonic() - begun < 3:
        autosave.note_change()
        qtbot.wait(20)
    assert DELAY_MS <= 2000
    assert saved[0] - begun < 2
    assert autosave.is_dirty is False


def test_saving_now_saves_once_and_only_when_something_changed(qtbot):
    autosave, saved = Autosave(), []
    autosave.due.connect(lambda: saved.append(1))
    autosave.save_now()
    autosave.note_change()
    autosave.save_now()
    autosave.save_now()
    assert saved == [1]


def test_what_is_forgotten_is_not_saved(qtbot):
    autosave, saved = Autosave(), []
    autosave.due.connect(lambda: saved.append(1))
    autosave.note_change()
    autosave.forget()
    qtbot.wait(DELAY_MS + 200)
    assert saved == []
