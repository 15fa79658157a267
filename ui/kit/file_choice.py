"""Asking for a file or folder without a nested event loop: the answer comes later."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


def ask_where_to_save(
    parent: QWidget, title: str, name: str, done: Callable[[str], None]
) -> QFileDialog:
    """Ask for a file to write; `done` gets its path when one was chosen."""
    dialog = QFileDialog(parent, title, str(Path.home() / name))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.selectFile(name)
    return _show(dialog, done)


def ask_for_folder(
    parent: QWidget, title: str, done: Callable[[str], None]
) -> QFileDialog:
    """Ask for a folder that exists."""
    dialog = QFileDialog(parent, title, str(Path.home()))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return _show(dialog, done)


def ask_for_file(
    parent: QWidget, title: str, kinds: str, done: Callable[[str], None]
) -> QFileDialog:
    """Ask for a file that exists; `kinds` is Qt's list of name patterns."""
    dialog = QFileDialog(parent, title, str(Path.home()), kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _show(dialog, done)


def ask_for_files(
    parent: QWidget, title: str, kinds: str, done: Callable[[list[str]], None]
) -> QFileDialog:
    """Ask for any number of files that exist."""
    dialog = QFileDialog(parent, title, str(Path.home()), kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(done)
    return _open(dialog)


def _show(dialog: QFileDialog, done: Callable[[str], None]) -> QFileDialog:
    dialog.fileSelected.connect(done)
    return _open(dialog)


def _open(dialog: QFileDialog) -> QFileDialog:
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
