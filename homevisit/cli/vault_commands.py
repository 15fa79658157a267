"""`homevisit vault …`: making a vault, opening it, and keeping it safe."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from homevisit.cli.answers import Answer, Code
from homevisit.cli.files import require_free, write_new_file
from homevisit.cli.invocation import asked, warn
from homevisit.cli.recovery_sheets import recovery_sheet
from homevisit.cli.root import Spoken, SpokenGroup
from homevisit.services import calendars, records, room, school, vaults
from homevisit.services.school import Owner
from homevisit.services.session import Session
from homevisit.services.vaults import Setup
from homevisit.text import N_, _

app = typer.Typer(
    cls=SpokenGroup,
    help=N_("Make, open and look after a vault."),
    no_args_is_help=True,
    rich_markup_mode=None,
)

SheetFile = Annotated[
    Path | None,
    typer.Option("--sheet", help=N_("Also write the recovery sheet as a PDF here.")),
]


@app.command("create", cls=Spoken, help=N_("Make a new vault in a new folder."))
def create(
    context: typer.Context,
    *,
    owner: Annotated[
        str, typer.Option("--owner", help=N_("Your name, as colleagues know it."))
    ],
    role: Annotated[
        str, typer.Option("--role", help=N_("Your post, such as homeroom_teacher."))
    ] = "homeroom_teacher",
    school_name: Annotated[
        str, typer.Option("--school", help=N_("Name of the school."))
    ] = "",
    sheet: SheetFile = None,
) -> Answer:
    invocation = asked(context)
    _require_free(sheet)
    folder = invocation.folder()
    setup = Setup(Owner(owner, ((role, ""),)), _school_values(school_name))
    (password,) = invocation.secrets.ask_new()
    made = vaults.create(folder, password, setup, clock=invocation.clock)
    try:
        facts = {"folder": str(folder), "vault_id": made.session.vault.id}
        return _with_code(made.session, made.recovery_code, facts, sheet)
    finally:
        vaults.lock(made.session)


@app.command("info", cls=Spoken, help=N_("Open the vault and tell what is in it."))
def info(context: typer.Context) -> Answer:
    with asked(context).session() as session:
        return _info(session)


@app.command("unlock-test", cls=Spoken, help=N_("Only try the password."))
def unlock_test(context: typer.Context) -> Answer:
    with asked(context).session() as session:
        facts = {"opens": True, "vault_id": session.vault.id}
    return Answer(facts, [_("This password opens the vault.")])


@app.command("change-password", cls=Spoken, help=N_("Change the password."))
def change_password(context: typer.Context) -> Answer:
    invocation = asked(context)
    old, new = invocation.secrets.ask_new(_("Password: "))
    with invocation.session(old) as session:
        vaults.change_password(session, old, new)
    return Answer(
        {"changed": True},
        [_("The password was changed. The recovery code on paper stays valid.")],
    )


@app.command(
    "recovery-kit", cls=Spoken, help=N_("Make a new recovery code; the old one ends.")
)
def recovery_kit(context: typer.Context, *, sheet: SheetFile = None) -> Answer:
    invocation = asked(context)
    _require_free(sheet)
    password = invocation.ask_password()
    with invocation.session(password) as session:
        code = vaults.renew_recovery_code(session, password)
        answer = _with_code(session, code, {}, sheet)
        vaults.end_old_recovery_code(session)
        return answer


@app.command(
    "recover", cls=Spoken, help=N_("Open by the recovery code and set a new password.")
)
def recover(context: typer.Context, *, sheet: SheetFile = None) -> Answer:
    invocation = asked(context)
    _require_free(sheet)
    folder = invocation.folder()
    code, new = invocation.secrets.ask_new(_("Recovery code: "))
    opened = vaults.unlock_with_recovery_code(folder, code, new, clock=invocation.clock)
    try:
        warn(*opened.session.vault.warnings)
        return _with_code(opened.session, opened.recovery_code, {}, sheet)
    finally:
        vaults.lock(opened.session)


@app.command(
    "rotate", cls=Spoken, help=N_("Write the vault anew under new keys and a new code.")
)
def rotate(context: typer.Context, *, sheet: SheetFile = None) -> Answer:
    invocation = asked(context)
    _require_free(sheet)
    password = invocation.ask_password()
    with invocation.session(password) as session:
        renewed = vaults.rotate_key(session, password)
        return _with_code(renewed.session, renewed.recovery_code, {}, sheet)


@app.command("verify", cls=Spoken, help=N_("Check every page of the vault."))
def verify(
    context: typer.Context,
    *,
    deep: Annotated[
        bool,
        typer.Option("--deep", help=N_("Check the structure and the photos as well.")),
    ] = False,
) -> Answer:
    with asked(context).whole_session() as session:
        found = vaults.verify(session, deep=deep)
    facts = {
        "sound": found.is_sound,
        "deep": found.file.is_deep,
        "damaged_pages": found.file.damaged_pages,
        "damaged_structure": found.file.damaged_structure,
        "damaged_attachments": found.file.damaged_attachments,
        "commits": found.file.commit_seq,
        "damaged_saves": found.damaged_saves,
    }
    if found.is_sound:
        return Answer(facts, [_("Everything in the vault is sound.")])
    damage = _(
        "Damaged: {damaged_pages} pages, {damaged_structure} structures, "
        "{damaged_attachments} files, {damaged_saves} saves."
    )
    lines = [
        damage.format(**facts),
        _("Restore the latest backup into a new folder; keep this one as it is."),
    ]
    return Answer(facts, lines, Code.DIFFERS)


@app.command(
    "backup", cls=Spoken, help=N_("Make a verified backup, best on another disk.")
)
def backup(
    context: typer.Context,
    *,
    to: Annotated[
        Path | None, typer.Option("--to", help=N_("Folder on another disk."))
    ] = None,
) -> Answer:
    with asked(context).whole_session() as session:
        receipt = vaults.back_up(session, to)
    facts = {
        "folder": str(receipt.folder),
        "made_at": receipt.made_at.isoformat(),
        "bytes": receipt.byte_count,
        "attachments": receipt.attachments,
        "damaged_attachments": receipt.damaged_attachments,
        "elsewhere": receipt.is_elsewhere,
        "room": receipt.room is not None,
    }
    lines = [_("The backup was made and verified: {folder}").format(**facts)]
    if receipt.room:
        lines.append(_("It holds the counselling room, too."))
    if not receipt.is_elsewhere:
        lines.append(_("It lies on the disk of the vault; make one elsewhere too."))
    if receipt.damaged_attachments:
        lines.append(
            _("{count} photos or papers are damaged and could not be copied.").format(
                count=receipt.damaged_attachments
            )
        )
    return Answer(facts, lines)


@app.command("backups", cls=Spoken, help=N_("List the backups in the vault's folder."))
def backups(context: typer.Context) -> Answer:
    with asked(context).session() as session:
        found = session.vault.backups()
        days = vaults.days_since_copy_elsewhere(session)
    facts = {
        "days_since_copy_elsewhere": days,
        "backups": [
            {
                "folder": str(each.folder),
                "made_at": each.made_at.isoformat(),
                "bytes": each.byte_count,
            }
            for each in found
        ],
    }
    lines = [f"{_minute(each.made_at)}  {each.folder}" for each in found]
    return Answer(facts, [*lines, _age_of_copy(days)])


@app.command(
    "restore",
    cls=Spoken,
    help=N_("Restore a backup; --vault names a new folder, also on a new computer."),
)
def restore(
    context: typer.Context,
    source: Annotated[
        Path, typer.Argument(metavar="BACKUP", help=N_("Folder of the backup."))
    ],
) -> Answer:
    invocation = asked(context)
    folder = invocation.folder()
    password = invocation.ask_password()
    restored = vaults.restore(source, folder, password, clock=invocation.clock)
    try:
        warn(*restored.vault.warnings)
        facts = {"folder": str(folder), "vault_id": restored.vault.id}
    finally:
        vaults.lock(restored)
    return Answer(facts, [_("The backup was restored into {folder}").format(**facts)])


@app.command(
    "room-backups", cls=Spoken, help=N_("List the counselling room's own backups.")
)
def room_backups(context: typer.Context) -> Answer:
    with asked(context).session() as session:
        found = room.copies(session)
    facts = {
        "backups": [
            {"folder": str(each.folder), "made_at": each.made_at.isoformat()}
            for each in found
        ]
    }
    return Answer(facts, [f"{_minute(each.made_at)}  {each.folder}" for each in found])


@app.command(
    "put-room-back", cls=Spoken, help=N_("Put a backup of the counselling room back.")
)
def put_room_back(
    context: typer.Context,
    folder: Annotated[
        Path, typer.Argument(metavar="BACKUP", help=N_("Folder of the backup."))
    ],
) -> Answer:
    invocation = asked(context)
    password = invocation.ask_password()
    with invocation.session(password) as session:
        warn(*room.put_back(session, folder, password).vault.warnings)
    facts = {"backup": str(folder)}
    line = _("The room is as it was in {backup}; the file in use was set aside.")
    return Answer(facts, [line.format(**facts)])


@app.command("rebuild", cls=Spoken, help=N_("Make lists and search anew."))
def rebuild(context: typer.Context) -> Answer:
    with asked(context).whole_session() as session:
        same = vaults.rebuild(session)
    if same:
        line = _("Everything was made anew, and nothing differed.")
        return Answer({"same": True}, [line])
    line = _("Everything was made anew; something had differed and is right now.")
    return Answer({"same": False}, [line], Code.DIFFERS)


def _minute(at: datetime) -> str:
    return f"{at.astimezone():%Y-%m-%d %H:%M}"


def _school_values(name: str) -> dict[str, Any] | None:
    if not name:
        return None
    return {"name": name, "system": "six_three", "class_style": "short"}


def _require_free(sheet: Path | None) -> None:
    if sheet is not None:
        require_free(sheet)


def _info(session: Session) -> Answer:
    days = vaults.days_since_copy_elsewhere(session)
    last = records.recent_saves(session, 1)
    facts = {
        "vault_id": session.vault.id,
        "owner": school.staff_names(session).get(session.person_id, ""),
        "school": calendars.read_school(session).name,
        "classes": len(school.classes(session)),
        "last_saved_at": last[0].at.isoformat() if last else None,
        "days_since_copy_elsewhere": days,
    }
    lines = [
        _("Owner: {owner}").format(**facts),
        _("School: {school}").format(**facts),
        _("Classes: {classes}").format(**facts),
        _age_of_copy(days),
    ]
    return Answer(facts, lines)


def _age_of_copy(days: int | None) -> str:
    if days is None:
        return _("There is no copy on another disk yet.")
    return _("The last copy on another disk is {days} days old.").format(days=days)


def _with_code(
    session: Session, code: str, facts: dict[str, Any], sheet: Path | None
) -> Answer:
    """Return the answer that hands the recovery code over, on paper if asked."""
    lines = [
        _("Recovery code, shown only this once:"),
        "",
        f"    {code}",
        "",
        _("Write it on paper and lock it up, away from this computer."),
        _("Any earlier code of this vault no longer opens it."),
    ]
    if sheet is not None:
        write_new_file(sheet, recovery_sheet(session, code))
    return Answer({**facts, "recovery_code": code}, lines)
