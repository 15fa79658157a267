"""Changing what opens a vault: the password and the recovery code on paper.

A slot is replaced, never altered, and in one header save: afterwards the old secret or
the new one opens, never neither. The user master key stays: who kept a copy of the old
header and knows the old password still has it, until the keys are rotated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.vault.passwords import password_bytes, require_good_password
from homevisit.vault.recovery_code import new_recovery_code, read_recovery_code
from homevisit.vault.slots import Role, Slot, make_slot
from homevisit.vault.unlocking import WrongPasswordError, open_umk

if TYPE_CHECKING:
    from homevisit.vault.header import Header
    from homevisit.vault.session import Session


def change_password(session: Session, old: str, new: str) -> None:
    """Replace the password; raises `WrongPasswordError`, a password or storage problem.

    The cost of one try stays what was calibrated when the vault was made.
    """
    umk = umk_of_password(session.header, old)
    require_good_password(new, names=(session.header.owner_name,))
    slot = _slot_like(session.header, umk, Role.PASSWORD, password_bytes(new))
    session.save_header(_with_slots(session.header, slot))


def is_password(session: Session, password: str) -> bool:
    """Whether a password slot opens with it; nothing is changed."""
    try:
        umk_of_password(session.header, password)
    except WrongPasswordError:
        return False
    return True


def renew_recovery_code(session: Session, password: str) -> str:
    """Return a new recovery code; the one on paper opens until it is ended.

    Nobody has the new one on paper yet, and the program may lock before she does.
    """
    header = session.header
    umk = umk_of_password(header, password)
    code = new_recovery_code()
    slot = _slot_like(header, umk, Role.RECOVERY, read_recovery_code(code))
    session.save_header(header.next(slots=(*_without_spares(header), slot)))
    return code


def end_old_recovery_code(session: Session) -> None:
    """Let only the newest code open the vault: it is on paper now."""
    header = session.header
    newest = next(each for each in header.slots[::-1] if each.role is Role.RECOVERY)
    if newest is not _on_paper(header):
        session.save_header(_with_slots(header, newest))


def replace_both(session: Session, umk: bytes, new_password: str) -> str:
    """Set a new password and return a new recovery code, in one save."""
    slots, code = new_slots(session.header, umk, new_password)
    session.save_header(session.header.next(slots=slots))
    return code


def new_slots(
    header: Header, umk: bytes, password: str
) -> tuple[tuple[Slot, ...], str]:
    """Return slots of a password and of a new recovery code, and that code."""
    code = new_recovery_code()
    slots = (
        _slot_like(header, umk, Role.PASSWORD, password_bytes(password)),
        _slot_like(header, umk, Role.RECOVERY, read_recovery_code(code)),
    )
    return slots, code


def umk_of_password(header: Header, password: str) -> bytes:
    """Return the user master key; raises `WrongPasswordError`."""
    umk, _ = open_umk(header, Role.PASSWORD, password_bytes(password))
    return umk


def _slot_like(header: Header, umk: bytes, role: Role, secret: bytes) -> Slot:
    kdf = next(slot.kdf for slot in header.slots if slot.role is role)
    return make_slot(umk, vault_id=header.vault_id, role=role, secret=secret, kdf=kdf)


def _on_paper(header: Header) -> Slot:
    return next(each for each in header.slots if each.role is Role.RECOVERY)


def _without_spares(header: Header) -> tuple[Slot, ...]:
    """Return the slots without codes that nobody confirmed to have on paper."""
    on_paper = _on_paper(header)
    return tuple(
        each
        for each in header.slots
        if each.role is not Role.RECOVERY or each is on_paper
    )


def _with_slots(header: Header, slot: Slot) -> Header:
    others = tuple(kept for kept in header.slots if kept.role is not slot.role)
    return header.next(slots=(*others, slot))
