"""The journey that must leave no trace: run as `python canary_child.py ROOT STEP`."""

from __future__ import annotations

import io
import os
import signal
import sys
from pathlib import Path

from homevisit.clock import SystemClock
from homevisit.domain.kinds import KINDS
from homevisit.domain.record import Compartment, Shape, facts_of
from homevisit.services import (
    files,
    printing,
    records,
    roster_imports,
    school,
    students,
    vaults,
    visits,
)
from homevisit.vault import KdfParameters
from tests.journeys.canary import canary

PASSWORD = canary(9000)
CHEAP = KdfParameters(memory_kib=19 * 1024, passes=1, lanes=1)


def photo() -> bytes:
    from PIL import Image

    picture = Image.new("RGB", (640, 480), (31, 102, 88))
    exif = picture.getexif()
    exif[270] = canary(9001)
    target = io.BytesIO()
    picture.save(target, "JPEG", exif=exif)
    return target.getvalue()


def planted(kind: str, first: int) -> dict:
    """Return values with a canary in every field that can hold a text."""
    values: dict = {}
    for number, (name, facts) in enumerate(facts_of(KINDS[kind]).items(), first):
        text = canary(number)
        if facts.shape in {Shape.FLAG, Shape.NUMBER}:
            continue
        if facts.shape in {Shape.CHOICES, Shape.LINKS}:
            values[name] = [text]
        elif facts.shape is Shape.ROWS:
            values[name] = [{"name": text, "role": text}]
        else:
            values[name] = text
    return values


def create(root: Path) -> None:
    opened = vaults.create(
        root / "vault.homevisit",
        PASSWORD,
        vaults.Setup(school.Owner(canary(1)), {"name": canary(2)}),
        clock=SystemClock(),
        kdf=CHEAP,
    )
    session = opened.session
    roster = roster_imports.read_roster(session, root / "given" / "roster.xlsx")
    plan = roster_imports.try_import(session, roster)
    roster_imports.import_roster(session, roster, plan)
    student = students.add_student(session, {"name": canary(3)}).record_ids[0]
    for place, kind in enumerate(KINDS):
        if KINDS[kind].COMPARTMENT is Compartment.COUNSELLING:
            # These have a room and a journey of their own.
            continue
        values = planted(kind, 100 * (place + 1))
        if "student_id" in values:
            values["student_id"] = student
        values.pop("finalised_at", None)
        records.save(session, [records.edit(kind, values, student_id=student)])
    form = visits.begin_visit(session, student).filled(
        visit_date="2026-03-02",
        purposes=["know_family"],
        risks_found=["none"],
        interviewees=[{"name": canary(4), "relation": "father"}],
        at_home=canary(5),
    )
    visit = visits.finalise_visit(session, form).visit_ids[0]
    files.attach_photo(session, files.Target("visit", visit, student), photo())
    rendered = printing.print_visit(session, visit)
    (root / "exports").mkdir()
    (root / "exports" / "visit.pdf").write_bytes(rendered.pdf)
    assert printing.check_pdf(session, rendered.pdf).matches
    vaults.back_up(session)
    vaults.back_up(session, root / "elsewhere")
    vaults.lock(session)


def crash(root: Path) -> None:
    session = vaults.unlock(root / "vault.homevisit", PASSWORD, clock=SystemClock())
    found = students.find_ids(session, students.StudentQuery(typed=canary(3)[:4]))
    form = visits.begin_visit(session, found[0])
    for number in range(50):
        visits.keep_draft(session, form.filled(at_home=canary(6) * (number + 1)))
    records.save(session, [records.edit("student", {"remark": canary(7)})])
    os.kill(os.getpid(), signal.SIGKILL)


def restart(root: Path) -> None:
    session = vaults.unlock(root / "vault.homevisit", PASSWORD, clock=SystemClock())
    ((form, _stamp),) = visits.read_drafts(session)
    assert form.values["at_home"] == canary(6) * 50
    visits.drop_draft(session, form)
    assert vaults.rebuild(session)
    verified = vaults.verify(session, deep=True)
    assert verified.is_sound
    vaults.rotate_key(verified.session, PASSWORD)
    vaults.lock(verified.session)


def leak(root: Path) -> None:
    """The control: what a careless program would do."""
    create(root)
    (root / "tmp" / "autosave.bak").write_bytes(canary(6).encode("utf-16-le"))


if __name__ == "__main__":
    steps = {"create": create, "crash": crash, "restart": restart, "leak": leak}
    steps[sys.argv[2]](Path(sys.argv[1]))
