"""Imports point down, start-up stays light, and late imports are known by name."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest

from tests.product_code import ROOT, SHIPPED, functions, parse, sources

# Imports inside a function: for start-up, at the edge of a package, with the reason.
LATE_IMPORTS = {
    ("homevisit/attachments/sheets.py", "pypdfium2"): "only a worker process loads it",
    ("homevisit/attachments/sheets.py", "zxingcpp"): "as above",
    ("homevisit/domain/pinyin.py", "pypinyin.constants"): "its tables are 4 MB",
    ("homevisit/services/paper_forms.py", "reports.blank_form"): "as printing",
    ("homevisit/services/printing.py", "reports.check"): "printing is not start-up",
    ("homevisit/services/printing.py", "reports.protect"): "as above",
    ("homevisit/services/printing.py", "reports.visit_book"): "as above",
    ("homevisit/services/printing.py", "reports.visit_summary"): "as above",
    ("homevisit/services/route_sheets.py", "reports.route_sheet"): "as above",
    (
        "homevisit/services/term_summaries.py",
        "homevisit.services.term_workbook",
    ): "XlsxWriter is for the bureau only",
    ("homevisit/services/term_summaries.py", "reports.term_summary"): "as printing",
    (
        "homevisit/services/talk_sheets.py",
        "homevisit.services.talk_workbook",
    ): "XlsxWriter is for those who export",
    (
        "homevisit/services/campaign_reports.py",
        "reports.campaign_report",
    ): "as printing",
    ("homevisit/services/talk_sheets.py", "reports.talk_matrix"): "as printing",
    ("homevisit/services/care_papers.py", "reports.care_files"): "as printing",
    ("homevisit/services/care_papers.py", "reports.care_hotlines"): "as above",
    ("homevisit/services/care_papers.py", "reports.care_letters"): "as above",
    ("homevisit/settings.py", "platformdirs"): "asked once, and never in tests",
    ("ui/app.py", "PySide6.QtCore"): "only starting afresh needs a process",
    ("ui/kit/file_choice.py", "PySide6.QtWidgets"): "Qt's largest widget, rarely asked",
    ("ui/kit/pages.py", "pypdfium2"): "loaded with the first page that is shown",
    ("ui/paper_printing.py", "PySide6.QtPrintSupport"): "loaded by the first print",
    ("ui/paper_printing.py", "pypdfium2"): "as above",
    ("ui/late.py", "ui"): "what the first window does not need, all in one place",
    ("ui/late.py", "ui.desk"): "as above",
}

# Modules that only some systems have may be imported where they are used.
OF_SOME_SYSTEMS = {"fcntl", "msvcrt", "resource", "winreg"}

# What the way to the first window must not load (performance.md, decision 4).
HEAVY = (
    "openpyxl",
    "pikepdf",
    "pydantic",
    "pypdfium2",
    "pypinyin",
    "python_calamine",
    "reportlab",
)


def late_imports(source):
    found = set()
    for function in functions(source.nodes):
        for node in ast.walk(function):
            if isinstance(node, ast.Import):
                found |= {(source.path, alias.name) for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                found.add((source.path, node.module))
    return found


def test_late_imports_are_listed():
    found = {pair for source in sources(*SHIPPED) for pair in late_imports(source)}
    common = {pair for pair in found if pair[1] not in OF_SOME_SYSTEMS}
    assert common == set(LATE_IMPORTS)


def test_a_late_import_is_found():
    text = "import os\ndef f():\n    import json\n    from a.b import c\n"
    assert late_imports(parse("x.py", text)) == {("x.py", "json"), ("x.py", "a.b")}


def loaded_by(statement: str) -> set[str]:
    code = f"import sys; {statement}; print(*sys.modules)"
    answer = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return {name.partition(".")[0] for name in answer.stdout.split()}


@pytest.mark.parametrize("module", ["homevisit.cli.main", "reports.visit_summary"])
def test_nothing_below_the_window_loads_qt(module):
    assert "PySide6" not in loaded_by(f"import {module}")


def test_the_way_to_the_first_window_is_light():
    assert loaded_by("import ui.app") & set(HEAVY) == set()


def test_every_folder_of_the_core_is_a_known_layer():
    """The contracts are exhaustive; this says so even if someone drops the word."""
    contracts = (ROOT / "pyproject.toml").read_text("utf-8")
    assert "exhaustive = true" in contracts
    folders = [path.name for path in (ROOT / "homevisit").iterdir() if path.is_dir()]
    known = [name for name in folders if not name.startswith("_")]
    assert [name for name in known if f"{name}" not in contracts] == []
