"""The true pages of a print, and the file that is saved."""

import pytest
from pypdf import PdfReader

from tests.ui.conftest import settle


@pytest.fixture
def page(workspace, qtbot, thread):
    model = workspace.page("students").view.students
    ids = {model.row_at(at).name: model.row_at(at).id for at in range(model.rowCount())}
    workspace.ways.open_student(ids["江予安"])
    settle(qtbot, thread)
    workspace.page("file").view.print_requested.emit()
    settle(qtbot, thread, workspace.drawing)
    return workspace.page("export").view


def test_the_pages_are_drawn_and_nothing_confidential_is_on(page):
    assert page.pages.page_count >= 1
    assert "risk" not in page.chosen
    assert "facts" in page.chosen


def test_a_saved_copy_reads_back_and_may_need_a_password(page, tmp_path, qtbot, thread):
    plain, locked = tmp_path / "plain.pdf", tmp_path / "locked.pdf"
    page.save_requested.emit(str(plain), "")
    page.save_requested.emit(str(locked), "long enough")
    settle(qtbot, thread)
    assert "江予安" in PdfReader(plain).pages[0].extract_text()
    reader = PdfReader(locked)
    assert reader.is_encrypted
    assert reader.decrypt("long enough")


def test_the_offered_file_name_names_nobody(page):
    assert "江" not in page._name
    assert page._name.endswith(".pdf")


def test_two_different_passwords_are_noticed(page):
    page._with_password.setChecked(True)
    page._password.setText("long enough")
    page._again.setText("long enuogh")
    assert page._password_is_good() is False
    assert page._again.accessibleDescription() == "The two are not the same."
    page._again.setText("long enough")
    assert page._password_is_good() is True


def test_a_folder_that_cannot_be_written_is_explained(
    page, workspace, tmp_path, qtbot, thread
):
    page.save_requested.emit(str(tmp_path / "missing" / "x.pdf"), "")
    settle(qtbot, thread)
    assert workspace.notice.isVisible()
