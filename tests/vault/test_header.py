"""The header: bounds, seals, and what a stranger may write into it."""

from __future__ import annotations

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homevisit.canonical import write_json
from homevisit.errors import Problem
from homevisit.vault import open_vault, strict
from homevisit.vault.header import (
    KeyFileDamagedError,
    KeyFileRefusedError,
    NewerFormatError,
    NotAVaultError,
    read_header,
)
from homevisit.vault.kdf import (
    LEAST,
    KdfParameters,
    NotEnoughMemoryError,
    calibrate,
)
from homevisit.vault.unlocking import WrongPasswordError
from tests.vault.conftest import PASSWORD


@pytest.fixture
def value(kept):
    return json.loads((kept.folder / "vault.hdr").read_bytes())


def summed(value):
    """Return header bytes whose checksum is right, whatever they say."""
    value.pop("sum", None)
    return write_json(value | {"sum": hashlib.sha256(write_json(value)).hexdigest()})


def put(kept, content):
    for name in ("vault.hdr", "vault.hdr.bak"):
        (kept.folder / name).write_bytes(content)


def test_every_flipped_byte_is_noticed_before_any_work(kept):
    whole = (kept.folder / "vault.hdr").read_bytes()
    assert read_header(whole).header.owner_name
    for place in range(len(whole)):
        changed = whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
        with pytest.raises((KeyFileDamagedError, NotAVaultError)):
            read_header(changed)


@given(st.binary(max_size=400))
def test_any_bytes_are_refused_with_a_problem(content):
    with pytest.raises(Problem):
        read_header(content)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists))
def test_any_json_under_our_name_is_refused_with_a_problem(odd):
    with pytest.raises(Problem):
        read_header(summed({"magic": "homevisit-vault", "format": 1, "header": odd}))


@pytest.mark.parametrize(
    ("field", "figures"),
    [
        ("m", (19 * 1024 - 1, 1024 * 1024 + 1, 0, -1, 1 << 40, 65536.0, "65536", None)),
        ("t", (0, 17, True)),
        ("p", (0, 9)),
        ("salt", ("00" * 15, "00" * 65, "0G" * 16, "AB" * 16, 5)),
        ("alg", ("argon2i", None)),
    ],
)
def test_costs_out_of_bounds_are_refused_before_use(kept, value, clock, field, figures):
    for figure in figures:
        value["header"]["slots"][0]["kdf"][field] = figure
        with pytest.raises(KeyFileRefusedError):
            read_header(summed(value))
    put(kept, summed(value))
    before = kept.content()
    with pytest.raises(KeyFileRefusedError):
        open_vault(kept.folder, PASSWORD, clock=clock)
    assert kept.content() == before


def test_a_weaker_cost_put_into_a_slot_does_not_open_it(kept, value, clock):
    value["header"]["slots"][0]["kdf"]["t"] += 1
    put(kept, summed(value))
    with pytest.raises(WrongPasswordError):
        open_vault(kept.folder, PASSWORD, clock=clock)


@pytest.mark.parametrize(
    "change",
    [
        lambda header: header.update(owner_name="别人"),
        lambda header: header.update(generation=9),
        lambda header: header["slots"].pop(),
        lambda header: header["identity"].update(signing_key="00" * 32),
        lambda header: header["identity"]["signing"].update(body="00" * 48),
        lambda header: header["files"][0].update(n=2),
    ],
)
def test_tampering_under_a_right_checksum_is_found_by_the_seal(
    kept, value, clock, change
):
    change(value["header"])
    put(kept, summed(value))
    before = kept.content()
    with pytest.raises(KeyFileRefusedError):
        open_vault(kept.folder, PASSWORD, clock=clock)
    assert kept.content() == before


@pytest.mark.parametrize(
    "change",
    [
        lambda value: value.update(extra=1),
        lambda value: value.update(format="1"),
        lambda value: value.update(format=0),
        lambda value: value.pop("mac"),
        lambda value: value["header"].update(files=[]),
        lambda value: value["header"]["files"].append(value["header"]["files"][0]),
        lambda value: value["header"].update(slots=value["header"]["slots"] * 5),
        lambda value: value["header"].update(vault="x"),
    ],
)
def test_an_unknown_shape_is_refused(value, change):
    change(value)
    with pytest.raises(KeyFileRefusedError):
        read_header(summed(value))


def test_a_newer_format_is_told_as_such(kept, value, clock):
    value["format"] = 2
    value["header"] = {"anything": "else"}
    put(kept, summed(value))
    before = kept.content()
    with pytest.raises(NewerFormatError):
        open_vault(kept.folder, PASSWORD, clock=clock)
    assert kept.content() == before


def test_lone_surrogates_and_duplicate_keys_are_damage(value):
    raw = summed(value)
    with pytest.raises(KeyFileDamagedError):
        read_header(raw.replace(b'"format":1', b'"format":1,"format":1'))
    with pytest.raises(KeyFileDamagedError):
        read_header(raw.replace(b'"format":1', b'"format":"\\ud800"'))


def test_calibration_reaches_half_a_second_and_never_falls_below_the_least():
    def machine(seconds_per_mib_pass):
        tried = []

        def measure(parameters):
            tried.append(parameters)
            return (
                parameters.memory_kib
                / 1024
                * parameters.passes
                * (seconds_per_mib_pass)
            )

        return calibrate(measure), tried

    slow, tried = machine(0.1)
    assert slow == LEAST
    assert tried == [LEAST]
    usual, _ = machine(0.3 / 192)
    assert usual.memory_kib > LEAST.memory_kib
    assert 0.5 <= usual.memory_kib / 1024 * usual.passes * (0.3 / 192) <= 1.0
    fast, _ = machine(0.0001)
    assert fast.memory_kib == 256 * 1024
    assert fast.passes > LEAST.passes
    endless, _ = machine(0)
    assert endless == KdfParameters(256 * 1024, 16, 4)


def test_bounds_hold_for_our_own_calls_too():
    with pytest.raises(strict.ShapeError):
        KdfParameters(memory_kib=8 * 1024, passes=3, lanes=1)


def test_too_little_memory_is_told(monkeypatch):
    from homevisit.vault import kdf

    def fail(*_args, **_options):
        raise MemoryError

    monkeypatch.setattr(kdf, "hash_secret_raw", fail)
    with pytest.raises(NotEnoughMemoryError):
        LEAST.derive(b"secret", bytes(16))
