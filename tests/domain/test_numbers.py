"""Identity, registry and disability numbers, and phones, as real files hold them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homevisit.domain import read_record
from homevisit.domain.digits import lost_digits, plain
from homevisit.domain.disability_certificate import (
    certificate_cross_doubts,
    certificate_doubts,
    read_certificate,
)
from homevisit.domain.phones import (
    PhoneKind,
    clean_phone,
    mask_phone,
    phone_doubts,
    phone_kind,
    split_phones,
)
from homevisit.domain.registry_no import (
    RegistryKind,
    registry_doubts,
    registry_id_doubts,
    registry_kind,
)
from homevisit.domain.resident_id import (
    check_character,
    identity_doubts,
    mask_id,
    other_document_doubts,
    read_resident_id,
    resident_id_doubts,
)

INVENTED = "990101201205030011"


def codes(doubts):
    return [doubt.code for doubt in doubts]


def id_codes(raw, **given):
    return codes(resident_id_doubts("id_doc_no", raw, **given))


@pytest.mark.parametrize("number", ["11010519491231002X", "440524188001010014"])
def test_the_examples_of_the_standard_are_right(number):
    assert id_codes(number) == []


def test_a_number_tells_birth_and_sex():
    read = read_resident_id("11010519491231002X")
    assert read.region == "110105"
    assert read.birth == date(1949, 12, 31)
    assert read.sex == "2"
    assert read.check_is_right


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 999))
def test_a_right_number_is_believed_and_any_one_wrong_digit_is_noticed(day, order):
    first = f"990101{day:%Y%m%d}{order:03}"
    number = first + check_character(first)
    assert id_codes(number) == []
    assert read_resident_id(number).sex == ("1" if order % 2 else "2")
    for place in range(17):
        other = (
            number[:place] + str((int(number[place]) + 3) % 10) + number[place + 1 :]
        )
        assert "id_check" in id_codes(other)


@given(st.one_of(st.text(), st.floats(), st.integers(), st.none(), st.binary()))
def test_no_input_breaks_the_checks(raw):
    resident_id_doubts("f", raw)
    registry_doubts("f", raw)
    certificate_doubts("f", raw)
    phone_doubts("f", raw)
    split_phones(raw)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("", []),
        (None, []),
        ("１１０１０５１９４９１２３１００２ｘ", []),
        (" 110105 19491231 002x ", []),
        ("\u200b11010519491231002X\ufeff", []),
        (1.1010519491231002e17, ["id_digits_lost"]),
        ("1.10105E+17", ["id_digits_lost"]),
        ("1101051949123100", ["id_length"]),
        ("11010519491231002X0", ["id_length"]),
        ("110105491231002", ["id_fifteen_digits"]),
        ("11010519491231O02X", ["id_characters"]),
        ("110105194912310021", ["id_check"]),
        ("110105194913310026", ["id_birth"]),
    ],
)
def test_what_files_hold_is_read_or_doubted(raw, expected):
    assert id_codes(raw)[-1:] == expected


def test_a_short_number_says_how_many_digits_it_has():
    (doubt,) = resident_id_doubts("id_doc_no", INVENTED[:-1])
    assert doubt.message == "The number has {count} digits; 18 are expected."
    assert doubt.facts == {"count": 17}


def test_a_number_of_a_child_not_born_or_of_no_region_is_doubted():
    first = "110105" + "20300101" + "001"
    future = first + check_character(first)
    assert id_codes(future, today=date(2026, 9, 1)) == ["id_birth_future"]
    assert id_codes(future, today=date(2030, 1, 1)) == []
    first = "770105" + "20120503" + "001"
    assert id_codes(first + check_character(first)) == ["id_region"]


def test_sex_and_birth_date_are_compared_with_the_number():
    private = read_record("student_private", "p", {"id_doc_no": INVENTED})
    agreeing = read_record("student", "s", {"sex": "1", "birth_date": "2012-05-03"})
    other = read_record("student", "s", {"sex": "2", "birth_date": "2012-05-30"})
    assert identity_doubts(agreeing, private) == ()
    assert codes(identity_doubts(other, private)) == [
        "sex_differs_from_id",
        "birth_differs_from_id",
    ]
    passport = read_record(
        "student_private", "p", {"id_doc_no": INVENTED, "id_doc_type": "A"}
    )
    assert identity_doubts(other, passport) == ()


def test_a_wrong_number_contradicts_nothing():
    student = read_record("student", "s", {"sex": "2", "birth_date": "2011-01-01"})
    for number in ("", "1234", INVENTED[:-1] + "2"):
        private = read_record("student_private", "p", {"id_doc_no": number})
        assert identity_doubts(student, private) == ()


def test_other_documents_are_judged_by_length_only():
    assert other_document_doubts("id_doc_no", "E12345678") == ()
    assert codes(other_document_doubts("id_doc_no", "E1")) == ["document_length"]


def test_a_masked_number_hides_the_birth_date():
    assert mask_id(INVENTED) == "990101********0011"
    assert mask_id("E123") == "****"


@pytest.mark.parametrize(
    ("raw", "kind", "expected"),
    [
        ("G" + INVENTED, RegistryKind.BY_ID, []),
        ("ｇ" + INVENTED, RegistryKind.BY_ID, []),
        ("G" + INVENTED[:-1] + "5", RegistryKind.BY_ID, ["registry_check"]),
        ("L990101201205031234", RegistryKind.TEMPORARY, []),
        ("L990101201213031234", RegistryKind.TEMPORARY, ["registry_check"]),
        ("J" + INVENTED, RegistryKind.WITHOUT_ID, []),
        ("2012050399010112", RegistryKind.OLD_LOCAL, []),
        ("2012050399010112345", RegistryKind.OLD_LOCAL, []),
        ("G12345", RegistryKind.UNKNOWN, ["registry_form"]),
        ("", RegistryKind.UNKNOWN, []),
    ],
)
def test_registry_numbers(raw, kind, expected):
    assert registry_kind(raw) is kind
    assert codes(registry_doubts("student_registry_no", raw)) == expected


def test_a_registry_number_that_is_not_the_id_is_doubted():
    first = "99010120120503002"
    other = first + check_character(first)
    values = {"student_registry_no": "G" + other, "id_doc_no": INVENTED}
    private = read_record("student_private", "p", values)
    assert codes(registry_id_doubts(private)) == ["registry_differs_from_id"]
    same = read_record(
        "student_private", "p", values | {"student_registry_no": "G" + INVENTED}
    )
    assert registry_id_doubts(same) == ()


def test_a_certificate_tells_category_and_level():
    read = read_certificate(INVENTED + "23")
    assert (read.id_no, read.category, read.level) == (INVENTED, "2", "3")
    assert read_certificate(INVENTED + "23B1").suffix == "B1"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (INVENTED + "23", []),
        (INVENTED + "44B1", []),
        (INVENTED, ["certificate_form"]),
        (INVENTED + "83", ["certificate_form"]),
        (INVENTED[:-1] + "523", ["certificate_id"]),
        ("", []),
    ],
)
def test_certificate_numbers(raw, expected):
    assert codes(certificate_doubts("disability_cert_no", raw)) == expected


def test_a_certificate_is_compared_with_category_level_and_id():
    values = {
        "disability_cert_no": INVENTED + "23",
        "disability_category": "1",
        "disability_level": "4",
    }
    record = read_record("determination", "d", values)
    found = certificate_cross_doubts(record, id_no="11010519491231002X")
    assert codes(found) == [
        "category_differs",
        "level_differs",
        "certificate_of_another",
    ]
    values |= {"disability_category": "2", "disability_level": "3"}
    record = read_record("determination", "d", values)
    assert certificate_cross_doubts(record, id_no=INVENTED) == ()


@pytest.mark.parametrize(
    ("raw", "cleaned", "kind"),
    [
        ("138 0000 1234", "13800001234", PhoneKind.MOBILE),
        ("138-0000-1234", "13800001234", PhoneKind.MOBILE),
        ("+86 138 0000 1234", "13800001234", PhoneKind.MOBILE),
        (13800001234.0, "13800001234", PhoneKind.MOBILE),
        ("１３８００００１２３４", "13800001234", PhoneKind.MOBILE),
        ("0791-88888888", "0791-88888888", PhoneKind.LAND_LINE),
        ("(0791) 8888888", "(0791)8888888", PhoneKind.LAND_LINE),
        ("0791—88888888-602", "0791-88888888-602", PhoneKind.LAND_LINE),
        ("4000716515", "4000716515", PhoneKind.SERVICE),
        ("400-071-6515", "400-071-6515", PhoneKind.SERVICE),
        ("22083758", "22083758", PhoneKind.LOCAL),
        ("110", "110", PhoneKind.SHORT),
        ("12355", "12355", PhoneKind.SHORT),
        ("1380000123", "1380000123", PhoneKind.UNKNOWN),
        ("同上", "同上", PhoneKind.UNKNOWN),
    ],
)
def test_phones(raw, cleaned, kind):
    assert clean_phone(raw) == cleaned
    assert phone_kind(cleaned) is kind
    assert bool(phone_doubts("phone", raw)) == (kind is PhoneKind.UNKNOWN)


def test_a_mobile_number_one_digit_short_says_so():
    (doubt,) = phone_doubts("phone", "1380000123")
    assert (doubt.code, doubt.facts) == ("mobile_length", {"count": 10})


def test_several_phones_of_one_cell_are_split():
    assert split_phones("13800001234/0791-88888888、") == (
        "13800001234",
        "0791-88888888",
    )


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("13800001234", "138****1234"),
        ("0791-88888888", "079****8888"),
        ("22083758", "22****58"),
        ("110", "110"),
    ],
)
def test_masked_phones(number, masked):
    assert mask_phone(number) == masked


def test_numbers_that_sheets_kept_as_numbers():
    assert plain(20120503.0) == "20120503"
    assert plain("20120503.0") == "20120503"
    assert lost_digits("1.23e5")
    assert not lost_digits(13800001234.0)
