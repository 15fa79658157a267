"""Level schemes as a school changes them; no case ever changes with them."""

import pytest

from homevisit.domain import level_schemes
from homevisit.services import level_settings, limit_words, records
from homevisit.services.level_settings import SchemeIsExampleError, SchemeUnclearError
from homevisit.services.limit_words import LimitUnclearError
from homevisit.text import use_language


@pytest.fixture
def mine(session):
    four = level_schemes.shipped()[0]
    return level_settings.copy(session, four.id, "本校四级").record_ids[0]


def read(session, scheme_id):
    return next(e for e in level_settings.schemes(session) if e.id == scheme_id)


def test_without_a_choice_the_shipped_example_is_used(session):
    chosen = level_settings.in_use(session)
    assert (chosen.scheme.is_example, chosen.message) == (True, "")
    assert len(level_settings.schemes(session)) == len(level_schemes.shipped())


def test_an_example_is_copied_and_only_the_copy_changes(session, mine):
    example = level_schemes.shipped()[0]
    for change in (
        lambda: level_settings.change(session, example.id, {"name": "x"}),
        lambda: level_settings.set_limit(session, example.id, "accept", 4, "1 天"),
        lambda: level_settings.remove(session, example.id, "不用"),
    ):
        with pytest.raises(SchemeIsExampleError):
            change()
    level_settings.change(session, mine, {"name": "四级（2026）", "source": "校务会"})
    found = read(session, mine)
    assert (found.name, found.source) == ("四级（2026）", "校务会")
    assert found.limits == example.limits
    assert not found.active


def test_one_scheme_is_in_use_at_a_time_and_choosing_is_undone_as_one(session, mine):
    level_settings.use(session, mine)
    assert level_settings.in_use(session).scheme.id == mine
    three = level_schemes.shipped()[1]
    written = level_settings.use(session, three.id)
    chosen = level_settings.in_use(session)
    assert (chosen.scheme.name, chosen.message) == (three.name, "")
    assert not read(session, mine).active
    records.take_back(session, written.save_id)
    assert level_settings.in_use(session).scheme.id == mine


def test_an_example_that_is_used_again_is_not_copied_again(session, mine):
    three = level_schemes.shipped()[1]
    level_settings.use(session, three.id)
    level_settings.use(session, mine)
    level_settings.use(session, three.id)
    own = [e for e in level_settings.schemes(session) if not e.is_example]
    assert len(own) == 2
    assert level_settings.in_use(session).scheme.name == three.name


def test_a_scheme_that_goes_leaves_a_sentence_and_every_severity(session, mine):
    level_settings.use(session, mine)
    gone = level_settings.remove(session, mine, "换方案")
    chosen = level_settings.in_use(session)
    assert chosen.scheme.is_example
    assert chosen.message
    assert level_schemes.level_of(chosen.scheme, 3).label
    records.take_back(session, gone.save_id)
    assert level_settings.in_use(session).scheme.id == mine


def test_words_colours_and_order_of_levels(session, mine):
    level_settings.change_level(
        session, mine, 4, {"label": "一级", "colour": "orange", "severity": 0}
    )
    level_settings.move_level(session, mine, 4, 2)
    found = read(session, mine)
    assert [each.severity for each in level_schemes.in_order(found)] == [3, 2, 4, 1, 0]
    assert level_schemes.level_of(found, 4).label == "一级"
    level_settings.move_level(session, mine, 4, -9)
    assert level_schemes.in_order(read(session, mine))[0].severity == 4
    for wrong in ({"label": " "}, {"colour": "purple"}):
        with pytest.raises(SchemeUnclearError):
            level_settings.change_level(session, mine, 4, wrong)
    with pytest.raises(SchemeUnclearError):
        level_settings.change(session, mine, {"name": ""})


def test_a_level_is_left_out_and_its_cases_keep_a_word(session, mine):
    level_settings.leave_out(session, mine, 1)
    found = read(session, mine)
    assert [e.severity for e in level_schemes.in_order(found)] == [4, 3, 2, 0]
    assert level_schemes.level_of(found, 1).label
    level_settings.take_in(session, mine, 1)
    level_settings.take_in(session, mine, 1)
    assert len(read(session, mine).levels) == 5


def test_limits_are_set_in_words_and_restored(session, mine):
    level_settings.set_limit(session, mine, "interview", 4, "30 分钟")
    level_settings.set_limit(session, mine, "interview", 3, "２天")
    level_settings.set_limit(session, mine, "interview", 2, "当天")
    level_settings.set_limit(session, mine, "interview", 1, "")
    limits = level_settings.limits_of(read(session, mine))
    words = [limit_words.limit_words(limits, "interview", n) for n in (4, 3, 2, 1)]
    assert words == ["30 分钟", "2 天", "当天", ""]
    found = read(session, mine)
    assert level_schemes.span_of(found, "interview", 1) is None
    assert level_schemes.span_of(found, "interview", 2).ends_with_day
    level_settings.restore_limits(session, mine)
    assert read(session, mine).limits == level_schemes.shipped()[0].limits


def test_no_limit_at_all_is_no_limit_and_not_the_shipped_one(session, mine):
    for severity in (4, 3, 2, 1):
        level_settings.set_limit(session, mine, "panel", severity, "无")
    found = read(session, mine)
    spans = [level_schemes.span_of(found, "panel", n) for n in (4, 3, 2, 1)]
    assert spans == [None] * 4


@pytest.mark.parametrize(
    "written", ["很快", "3", "0 天", "-1 天", "3 光年", "99999 天"]
)
def test_what_is_no_length_of_time_is_refused(session, mine, written):
    with pytest.raises(LimitUnclearError):
        level_settings.set_limit(session, mine, "accept", 4, written)
    assert read(session, mine).limits == level_schemes.shipped()[0].limits


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_shipped_limit_can_be_written_as_it_is_said(language):
    try:
        use_language(language)
        for each in level_schemes.shipped()[0].limits:
            said = limit_words.words_of(each)
            assert limit_words.read_limit(each.event, each.severity, said) == each
    finally:
        use_language("zh_CN")


def test_weeks_are_days():
    assert limit_words.read_limit("panel", 2, "2 周").days == 14
