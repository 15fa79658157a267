"""The card of numbers and the address book: shipped, changed, restored."""

import pytest

from homevisit.domain.record import to_values
from homevisit.services import care_contacts, hotlines, records
from homevisit.services.care_contacts import ContactUnclearError
from homevisit.services.hotlines import HotlineUnclearError
from homevisit.text import use_language


def numbers(session):
    return [each.number for each in hotlines.on_card(session)]


def line(session, number):
    return next(each for each in hotlines.read(session) if each.number == number)


def test_the_card_comes_with_national_numbers_and_says_where_they_hold(session):
    assert numbers(session)[:5] == ["12356", "12355", "12345", "110", "120"]
    assert line(session, "12356").checked_on == "2025-05-01"
    assert all(each.region for each in hotlines.read(session))
    local = {each.number for each in hotlines.read(session) if each.is_hidden}
    assert {"88588818", "4000716515"} <= local


def test_shipped_words_are_said_in_the_language_in_use(session):
    try:
        use_language("en")
        assert line(session, "110").name == "Police"
    finally:
        use_language("zh_CN")
    assert line(session, "110").name == "报警"


def test_a_card_was_checked_when_all_its_lines_were(session):
    lines = hotlines.on_card(session)
    assert hotlines.checked_on(lines) == ""
    hotlines.confirm(session, [each.id for each in lines[1:]])
    assert hotlines.checked_on(hotlines.on_card(session)) == "2025-05-01"
    hotlines.confirm(session, [lines[0].id])
    assert hotlines.checked_on(hotlines.on_card(session)) == "2026-11-20"
    assert hotlines.checked_on(()) == ""


def test_own_lines_come_last_move_and_go(session):
    own = {"name": "学校心语室", "number": "0790 - 5550001", "region": "本校"}
    line_id = hotlines.add(session, own).record_ids[0]
    assert numbers(session)[-1] == "0790-5550001"
    hotlines.move(session, line_id, -20)
    assert numbers(session)[0] == "0790-5550001"
    moved = hotlines.move(session, line_id, 1)
    assert numbers(session)[:2] == ["12356", "0790-5550001"]
    records.take_back(session, moved.save_id)
    assert numbers(session)[0] == "0790-5550001"
    hotlines.add(session, {"name": "班主任", "number": "13800002716"})
    assert numbers(session)[-1] == "13800002716"
    hotlines.remove(session, line_id, "停用")
    assert "0790-5550001" not in [each.number for each in hotlines.read(session)]


def test_a_shipped_line_is_changed_taken_off_and_restored(session):
    before = [to_values(each) for each in hotlines.read(session)]
    police = line(session, "110")
    hotlines.change(session, police.id, {"name": "派出所", "number": "0790-5550110"})
    hotlines.remove(session, line(session, "120").id, "不适用")
    mine = hotlines.add(session, {"name": "校长公开电话", "number": "07905550002"})
    assert "120" not in numbers(session)
    assert line(session, "0790-5550110").region == "全国"
    restored = hotlines.restore(session)
    *shipped, own = hotlines.read(session)
    assert [to_values(each) for each in shipped] == before
    assert own.id == mine.record_ids[0]
    records.take_back(session, restored.save_id)
    assert line(session, "0790-5550110").name == "派出所"


@pytest.mark.parametrize(
    "values",
    [{"name": "热线", "number": "一二"}, {"name": " ", "number": "12356"}, {}],
)
def test_a_line_without_name_or_number_is_refused(session, values):
    with pytest.raises(HotlineUnclearError):
        hotlines.add(session, values)
    with pytest.raises(HotlineUnclearError):
        hotlines.change(session, line(session, "110").id, {"name": "", **values})
    assert line(session, "110").name == "报警"


def test_the_address_book_goes_from_school_to_city(session):
    tiers = [each.tier for each in care_contacts.read(session)]
    assert tiers == sorted(tiers, key=["school", "county", "city"].index)
    assert set(tiers) == {"school", "county", "city"}
    assert care_contacts.reachable(session) == ()


def test_an_example_is_filled_in_and_a_place_added(session):
    clinic = next(
        each for each in care_contacts.read(session) if each.kind == "child_clinic"
    )
    care_contacts.change(session, clinic.id, {"phone": "0790-5550003"})
    care_contacts.confirm(session, clinic.id)
    care_contacts.add(
        session, {"tier": "city", "name": "市第三医院", "address": "长宁路 1 号"}
    )
    assert [
        (each.name, each.checked_on) for each in care_contacts.reachable(session)
    ] == [("县级医院儿童青少年心理门诊", "2026-11-20"), ("市第三医院", "")]
    assert [each.name for each in care_contacts.reachable(session, "city")] == [
        "市第三医院"
    ]


def test_a_place_is_set_aside_and_the_examples_come_back(session):
    before = [each.id for each in care_contacts.read(session)]
    gone = care_contacts.remove(session, before[0], "没有")
    assert before[0] not in [each.id for each in care_contacts.read(session)]
    records.take_back(session, gone.save_id)
    assert before[0] in [each.id for each in care_contacts.read(session)]
    care_contacts.remove(session, before[0], "没有")
    care_contacts.remove(session, before[1], "没有")
    care_contacts.restore(session)
    assert [each.id for each in care_contacts.read(session)] == before


@pytest.mark.parametrize("values", [{"name": "某处"}, {"tier": "city", "name": ""}])
def test_a_place_needs_a_name_and_a_tier(session, values):
    with pytest.raises(ContactUnclearError):
        care_contacts.add(session, values)
