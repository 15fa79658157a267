"""The section about password, recovery sheet and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.errors import Problem
from homevisit.services import vaults
from homevisit.text import _, sentences
from ui.desk import gate, settings_password
from ui.kit.setting_password import PasswordPane
from ui.long_work import Answers
from ui.presenters.settings import SettingSection

if TYPE_CHECKING:
    from collections.abc import Callable

    from homevisit.services.vaults import Opened
    from ui.around import Around

_WRONG = "wrong_password"


class PasswordSection(SettingSection):
    """Each step is tried on the vault's thread; what is wrong is said beside it."""

    view: PasswordPane

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self.view = PasswordPane(around.look)
        self._code = ""
        self._offered = False
        self._connect()

    def refresh(self) -> None:
        if not self._offered:
            self._offered = True
            self._offer()

    def _connect(self) -> None:
        new, view = self.view.new, self.view
        new.step.offer_requested.connect(self._offer)
        new.step.typed.connect(self._on_typed)
        new.wanted.connect(self._on_new)
        view.sheet.confirmed.connect(self._on_sheet)
        view.keys.confirmed.connect(self._on_keys)
        view.recovery.save_requested.connect(self._on_save)
        view.recovery.finished.connect(self._on_finished)

    def _offer(self) -> None:
        step = self.view.new.step
        self.read(gate.offer, lambda found: step.show_offer(found.words, found.typed))

    def _on_typed(self, password: str) -> None:
        names = (self.around.session.vault.owner_name,)
        self.read(
            lambda: gate.grade(password, names) if password else "",
            self.view.new.step.show_grade,
        )

    def _on_new(self, old: str, new: str) -> None:
        session = self.around.session
        self.around.thread.post(
            self,
            lambda _job: vaults.change_password(session, old, new),
            done=lambda _none: self._on_changed(),
            failed=self._on_not_changed,
        )

    def _on_changed(self) -> None:
        self.view.new.clear()
        self._offer()
        self.around.ways.say(_("The password has been changed"))

    def _on_not_changed(self, error: BaseException) -> None:
        if not isinstance(error, Problem):
            self.around.ways.explain(error)
            return
        self.view.new.refuse(_reason(error), is_old=error.code == _WRONG)

    def _on_sheet(self, password: str) -> None:
        session = self.around.session
        self.around.thread.post(
            self,
            lambda _job: vaults.renew_recovery_code(session, password),
            done=self._show_code,
            failed=lambda error: self._on_refused(self.view.sheet.refuse, error),
        )

    def _on_keys(self, password: str) -> None:
        session = self.around.session
        self.around.work.run(
            self.around.thread,
            _("Writing the vault anew under new keys"),
            lambda _job: vaults.rotate_key(session, password),
            Answers(
                done=self._on_rotated,
                failed=lambda error: self._on_refused(self.view.keys.refuse, error),
                can_cancel=False,
            ),
        )

    def _on_rotated(self, opened: Opened) -> None:
        self._show_code(opened.recovery_code)

    def _show_code(self, code: str) -> None:
        self._code = code
        self.view.show_code(code)

    def _on_refused(self, refuse: Callable[[str], None], error: BaseException) -> None:
        if isinstance(error, Problem):
            refuse(_reason(error))
        else:
            self.around.ways.explain(error)

    def _on_save(self, path: str) -> None:
        session, code = self.around.session, self._code
        self.around.thread.post(
            self,
            lambda _job: settings_password.write_sheet(session, code, path),
            done=lambda _none: self.view.recovery.show_saved(),
            failed=self.around.ways.explain,
        )

    def _on_finished(self) -> None:
        session = self.around.session
        self.around.thread.post(
            self,
            lambda _job: vaults.end_old_recovery_code(session),
            done=lambda _none: self._on_ended(),
            failed=self.around.ways.explain,
        )

    def _on_ended(self) -> None:
        self._code = ""
        self.view.show_steps()
        self.around.ways.say(_("The new sheet is in force; destroy the old one"))


def _reason(problem: Problem) -> str:
    explained = problem.explain()
    return sentences(explained.what, explained.todo)
