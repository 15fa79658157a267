"""Targets in a vault: shown, switched, changed, handed on and taken in."""

import pytest

from homevisit.domain.record import to_values
from homevisit.domain.target_files import (
    TargetFileError,
    TargetInFileError,
    read_targets,
    write_targets,
)
from homevisit.services import records, targets
from homevisit.services.targets import TargetNamelessError

RULE = {
    "profile": "本校",
    "name": "新生全部实地家访",
    "whom": "groups",
    "groups": ["left_behind", "orphan"],
    "period": "term",
    "what": "visit",
    "on_site_only": True,
    "minimum": 2,
    "source": "校务会“决定”",
}
HEAD = b'format = "homevisit-targets"\nversion = 1\n'
GOOD = 'name = "x"\nwhom = "everyone"\nperiod = "term"\nwhat = "visit"\n'


def named(session, name):
    return next(each for each in targets.read(session) if each.name == name)


def test_the_examples_are_there_with_their_source(session):
    found = targets.read(session)
    assert len(found) == len(targets.examples()) >= 10
    assert all(each.is_example and each.source for each in found)
    assert [each.profile for each in targets.active(session)] == ["国家要求"] * 2


def test_an_example_is_switched_and_that_can_be_undone(session):
    first = targets.read(session)[0]
    written = targets.switch(session, first.id, is_on=False)
    assert first.id not in {each.id for each in targets.active(session)}
    again = targets.read(session)[0]
    assert (again.id, again.is_example, again.source) == (first.id, True, first.source)
    records.take_back(session, written.save_id)
    assert targets.read(session)[0].is_active


def test_a_changed_example_is_the_schools_own(session):
    first = targets.read(session)[0]
    targets.change(session, first.id, {"minimum": 2})
    mine = named(session, first.name)
    assert (mine.is_example, mine.times, mine.by_role) == (False, 2, first.by_role)


def test_add_and_set_aside(session):
    written = targets.add(session, RULE)
    assert named(session, RULE["name"]).is_active
    targets.remove(session, written.record_ids[0], "不再需要")
    example = targets.read(session)[1]
    targets.remove(session, example.id, "不适用")
    names = {each.name for each in targets.read(session)}
    assert not names & {RULE["name"], example.name}


def test_an_empty_scope_is_said_and_kept(session):
    written = targets.add(session, {**RULE, "groups": []})
    (doubts,) = written.doubts.values()
    assert [each.field for each in doubts] == ["groups"]
    assert named(session, RULE["name"]).groups == ()


def test_a_target_needs_a_name(session):
    with pytest.raises(TargetNamelessError):
        targets.add(session, {**RULE, "name": " "})
    with pytest.raises(TargetNamelessError):
        targets.change(session, targets.read(session)[0].id, {"name": ""})


def test_out_and_in_again_is_the_same(session, tmp_path):
    targets.add(session, RULE)
    path = tmp_path / "目标.toml"
    before = [to_values(each) for each in targets.read(session)]
    assert targets.hand_out(session, path) == len(before)
    targets.remove(session, named(session, RULE["name"]).id, "重来")
    targets.take_in(session, path.read_bytes())
    back = named(session, RULE["name"])
    assert {name: getattr(back, name) for name in RULE} == {
        **RULE,
        "groups": ("left_behind", "orphan"),
    }
    assert not back.is_active


def test_the_same_name_is_replaced_and_stays_in_use(session):
    targets.add(session, RULE)
    only = write_targets([named(session, RULE["name"])]).replace("minimum = 2\n", "")
    targets.take_in(session, only.encode())
    found = named(session, RULE["name"])
    assert (found.minimum, found.is_active) == (None, True)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"[[targets]]\n",
        b'{"targets": []}',
        HEAD,
        HEAD + b"targets = []",
        HEAD + b"targets = 3",
        HEAD + b"targets = [1]",
        HEAD.replace(b"1", b"2") + b"[[targets]]\n" + GOOD.encode(),
        b"#" * 300_000,
        b"a=" + b"[" * 9_000,
    ],
)
def test_a_file_that_is_none_is_refused(session, content):
    with pytest.raises(TargetFileError):
        targets.take_in(session, content)
    assert targets.read(session) == targets.examples()


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ('period = "weekly"', "period"),
        ("minimum = -1", "minimum"),
        ("minimum = true", "minimum"),
        ('on_site_only = "yes"', "on_site_only"),
        ('visit_forms = ["by_drone"]', "visit_forms"),
        ('visit_forms = "phone"', "visit_forms"),
        ('is_example = "x"', "is_example"),
        ("name = 3", "name"),
        ('name = ""', "name"),
        ('"随便" = 1', "随便"),
        ('in_use = "yes"', "in_use"),
    ],
)
def test_a_target_that_no_target_can_be_is_pointed_at(line, key):
    lines = dict(each.split(" = ", 1) for each in GOOD.splitlines())
    name, value = line.split(" = ", 1)
    lines[name] = value
    rule = "".join(f"{n} = {v}\n" for n, v in lines.items())
    content = HEAD.decode() + f"[[targets]]\n{GOOD}\n[[targets]]\n{rule}"
    with pytest.raises(TargetInFileError) as caught:
        read_targets(content.encode())
    assert caught.value.facts == {"number": 2, "key": key}
