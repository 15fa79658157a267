"""Photos and papers of a file: brought in any way, looked at, named, taken out."""

import io
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from reportlab.pdfgen.canvas import Canvas

from homevisit.services import papers, records
from tests.ui.conftest import find_id, on_vault, settle


def photo(path, colour="teal", size=(640, 480)):
    Image.new("RGB", size, colour).save(path)
    return str(path)


def pdf(path, pages=2, password=None):
    made = io.BytesIO()
    canvas = Canvas(made)
    for number in range(pages):
        canvas.drawString(80, 700, f"page {number + 1}")
        canvas.showPage()
    canvas.save()
    content = made.getvalue()
    if password:
        import pypdf

        writer = pypdf.PdfWriter(clone_from=io.BytesIO(content))
        writer.encrypt(password)
        locked = io.BytesIO()
        writer.write(locked)
        content = locked.getvalue()
    path.write_bytes(content)
    return str(path)


@pytest.fixture
def file(workspace, qtbot, thread, entered):
    student_id = on_vault(qtbot, thread, lambda: find_id(entered.session, "江予安"))
    workspace.ways.open_student(student_id)
    settle(qtbot, thread)
    view = workspace.page("file").view
    view.show_part("attachments")
    settle(qtbot, thread)
    return view


@pytest.fixture
def tab(file):
    return file.attachments


def drop(tab, paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(path) for path in paths])
    event = QDropEvent(
        QPointF(20, 20),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    tab.dropEvent(event)


def cards(tab):
    return [tab.papers.card(at) for at in range(tab.papers.rowCount())]


def test_files_are_dropped_and_all_of_them_taken_back(
    tab, tmp_path, workspace, qtbot, thread
):
    drop(tab, [photo(tmp_path / "a.jpg"), pdf(tmp_path / "b.pdf")])
    settle(qtbot, thread)
    assert sorted(card.is_pdf for card in cards(tab)) == [False, True]
    workspace.toast._undo.click()
    settle(qtbot, thread)
    assert cards(tab) == []


def test_a_picture_is_pasted(tab, qtbot, thread):
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    QGuiApplication.clipboard().setImage(image)
    tab.focus_first()
    qtbot.keyClick(
        tab.window().focusWidget(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier
    )
    settle(qtbot, thread)
    assert len(cards(tab)) == 1


def heic(path):
    path.write_bytes(b"\x00\x00\x00\x18ftypheic" + bytes(64))
    return str(path)


def video(path):
    path.write_bytes(b"\x00\x00\x00\x18ftypisom" + bytes(4096))
    return str(path)


def nothing(path):
    path.write_bytes(b"")
    return str(path)


def giant(path):
    content = io.BytesIO()
    Image.new("1", (16_000, 12_500)).save(content, "PNG")
    path.write_bytes(content.getvalue())
    return str(path)


def enormous(path):
    with path.open("wb") as file:
        file.write(b"\xff\xd8\xff")
        file.truncate(300 << 20)
    return str(path)


def test_what_cannot_be_taken_is_said_and_the_others_are_kept(
    tab, tmp_path, qtbot, thread
):
    bad = {
        giant(tmp_path / "g.png"): "more than 40 million pixels",
        enormous(tmp_path / "e.jpg"): "larger than 40 MB",
        nothing(tmp_path / "n.pdf"): "is empty",
        video(tmp_path / "v.jpg"): "whatever its name says",
        heic(tmp_path / "h.heic"): "HEIC",
        str(tmp_path / "gone.jpg"): "cannot be read",
    }
    drop(tab, [*bad, photo(tmp_path / "good.jpg")])
    settle(qtbot, thread)
    said = tab._refused.text().splitlines()
    assert len(said) == len(bad)
    for line, words in zip(said, bad.values(), strict=True):
        assert words in line
    assert tab._refused.isVisible()
    assert len(cards(tab)) == 1


@pytest.fixture
def viewer(tab, tmp_path, workspace, qtbot, thread):
    """Three papers, the newest of them open by Enter."""
    for path in (
        photo(tmp_path / "a.jpg"),
        pdf(tmp_path / "b.pdf", 6),
        photo(tmp_path / "c.jpg", "olive"),
    ):
        drop(tab, [path])
        settle(qtbot, thread)
    first = next(at for at, card in enumerate(cards(tab)) if not card.is_pdf)
    tab.list.setFocus()
    tab.list.setCurrentIndex(tab.papers.index(first, 0))
    qtbot.keyClick(tab.list, Qt.Key.Key_Return)
    settle(qtbot, thread)
    assert workspace.page_code == "paper"
    return workspace.page("paper").view


def test_a_photo_is_looked_at_larger_and_smaller_by_keys(viewer, qtbot):
    picture = viewer.picture
    assert not picture._item.pixmap().isNull()
    before = picture.scale_shown
    qtbot.keyClick(picture, Qt.Key.Key_Plus)
    assert picture.scale_shown == pytest.approx(before * 1.25)
    qtbot.keyClick(picture, Qt.Key.Key_0)
    assert picture.scale_shown == pytest.approx(before)


def go_to_pdf(viewer, workspace, qtbot, thread):
    presenter = workspace.page("paper").presenter
    wanted = [card.is_pdf for card in presenter._cards].index(True)
    step = 1 if wanted > presenter._at else -1
    while presenter._at != wanted:
        viewer.moved.emit(step)
        settle(qtbot, thread)


def test_arrows_lead_to_the_others_and_pages_of_a_pdf_turn(
    viewer, workspace, qtbot, thread
):
    go_to_pdf(viewer, workspace, qtbot, thread)
    assert viewer._page_number.text() == "Page 1 of 6"
    for _turn in range(5):
        viewer._down.click()
        settle(qtbot, thread)
    assert viewer._page_number.text() == "Page 6 of 6"
    assert not viewer.picture._item.pixmap().isNull()
    assert not viewer._down.isEnabled()


def test_a_caption_is_written_and_shown_in_the_list(
    viewer, tab, workspace, qtbot, thread
):
    qtbot.keyClicks(viewer._caption, "desk")
    qtbot.keyClick(viewer._caption, Qt.Key.Key_Return)
    settle(qtbot, thread)
    workspace.go_back()
    settle(qtbot, thread)
    assert "desk" in [card.title for card in cards(tab)]


def test_a_copy_is_saved_under_a_name_that_says_nothing(
    viewer, tmp_path, workspace, qtbot, thread
):
    dialog = viewer._on_copy()
    assert dialog.selectedFiles()[0].endswith("attachment.jpg")
    dialog.reject()
    viewer.copy_requested.emit(str(tmp_path / "copy.jpg"))
    settle(qtbot, thread)
    with Image.open(tmp_path / "copy.jpg") as copy:
        assert copy.size == (640, 480)


def test_removal_goes_on_to_the_next_and_can_be_taken_back(
    viewer, tab, workspace, qtbot, thread
):
    gone = workspace.page("paper").presenter.card.id
    qtbot.keyClick(viewer.picture, Qt.Key.Key_Delete)
    settle(qtbot, thread)
    assert workspace.page("paper").presenter.card.id != gone
    workspace.toast._undo.click()
    settle(qtbot, thread)
    workspace.go_back()
    settle(qtbot, thread)
    assert gone in [card.id for card in cards(tab)]


def test_looking_writes_no_file_and_leaving_lets_go(
    viewer, workspace, qtbot, thread, entered, monkeypatch
):
    opened = []
    real = io.open

    def spy(file, mode="r", *args, **kwargs):
        if not isinstance(file, int) and any(sign in mode for sign in "wax+"):
            opened.append(file)
        return real(file, mode, *args, **kwargs)

    monkeypatch.setattr(io, "open", spy)
    monkeypatch.setattr("builtins.open", spy)
    go_to_pdf(viewer, workspace, qtbot, thread)
    assert not viewer.picture._item.pixmap().isNull()
    assert opened == []
    workspace.go_back()
    assert viewer.picture._item.pixmap().isNull()
    assert viewer._pages == {}


def test_a_damaged_paper_is_explained_in_its_place(
    viewer, workspace, qtbot, thread, entered
):
    presenter = workspace.page("paper").presenter
    paper = on_vault(
        qtbot, thread, lambda: papers.read(entered.session, presenter.card.id)
    )
    folder = Path(entered.session.vault.attachments_folder)
    sealed = next(each for each in folder.rglob(paper.blob_id))
    sealed.write_bytes(sealed.read_bytes()[:-3] + b"???")
    presenter.open(presenter.card.id)
    settle(qtbot, thread)
    assert "has changed on the disk" in viewer._said.text()
    assert viewer._body.currentIndex() == 1


def test_a_pdf_with_a_password_is_kept_and_said(
    tab, tmp_path, workspace, qtbot, thread
):
    drop(tab, [pdf(tmp_path / "locked.pdf", password="pw")])
    settle(qtbot, thread)
    (card,) = cards(tab)
    workspace.ways.open_paper(card.id)
    settle(qtbot, thread)
    assert "asks for a password" in workspace.page("paper").view._said.text()


def test_a_paper_of_a_visit_opens_from_the_form(
    workspace, tmp_path, qtbot, thread, entered
):
    student_id = on_vault(qtbot, thread, lambda: find_id(entered.session, "袁知行"))
    workspace.ways.begin_visit(student_id)
    settle(qtbot, thread)
    box = workspace.page("visit").view.tail.papers
    box.offered.emit([photo(tmp_path / "a.jpg")])
    settle(qtbot, thread)
    opened = []
    box.opened.connect(opened.append)
    from PySide6.QtWidgets import QToolButton

    box._flow.itemAt(0).widget().findChild(QToolButton).click()
    settle(qtbot, thread)
    assert workspace.page_code == "paper"
    found = on_vault(
        qtbot, thread, lambda: records.read(entered.session, opened[0], "attachment")
    )
    assert found.of_kind == "visit"
