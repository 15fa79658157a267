"""Asking for a file or folder without a nested event loop: the answer comes later."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QFileDialog, QWidget


def ask_where_to_save(
    parent: QWidget, title: str, name: str, done: Callable[[str], None]
) -> QFileDialog:
    """Ask for a file to write; `done` gets its path when one was chosen."""
    dialog = _make(parent, title, str(Path.home() / name))
    dialog.setAcceptMode(dialog.AcceptMode.AcceptSave)
    dialog.selectFile(name)
    return _show(dialog, done)


def ask_for_folder(
    parent: QWidget, title: str, done: Callable[[str], None]
) -> QFileDialog:
    """Ask for a folder that exists."""
    dialog = _make(parent, title, str(Path.home()))
    dialog.setFileMode(dialog.FileMode.Directory)
    dialog.setOption(dialog.Option.ShowDirsOnly)
    return _show(dialog, done)


def ask_for_file(
    parent: QWidget, title: str, kinds: str, done: Callable[[str], None]
) -> QFileDialog:
    """Ask for a file that exists; `kinds` is Qt's list of name patterns."""
    dialog = _make(parent, title, str(Path.home()), kinds)
    dialog.setFileMode(dialog.FileMode.ExistingFile)
    return _show(dialog, done)


def ask_for_files(
    parent: QWidget, title: str, kinds: str, done: Callable[[list[str]], None]
) -> QFileDialog:
    """Ask for any number of files that exist."""
    dialog = _make(parent, title, str(Path.home()), kinds)
    dialog.setFileMode(dialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(done)
    return _open(dialog)


def _make(parent: QWidget, title: str, where: str, kinds: str = "") -> QFileDialog:
    # Qt's largest widget, and nobody needs it before the first paint.
    from PySide6.QtWidgets import QFileDialog

    return QFileDialog(parent, title, where, kinds)


def _show(dialog: QFileDialog, done: Callable[[str], None]) -> QFileDialog:
    dialog.fileSelected.connect(done)
    return _open(dialog)


def _open(dialog: QFileDialog) -> QFileDialog:
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
