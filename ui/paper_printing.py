"""Pages of a PDF that exists only in memory, sent to a printer of this computer.

The dialog is the system's own; pages are drawn by pdfium at the printer's resolution,
in strips, so that a sheet at 600 dpi does not fill the memory.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter

from homevisit.errors import Problem
from homevisit.text import N_, _
from ui.long_work import WorkCancelled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any

    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QWidget

    from ui.serial_thread import Job

_FINEST = 600  # dots per inch; finer printers get each dot several times
_STRIP = 1200  # pixels high
_MARGIN = 0.2  # inches around a picture; many printers leave as much blank


class NoPrinterError(Problem):
    """The system knows no printer."""

    code = "no_printer"
    what = N_("This computer has no printer set up.")
    safe = N_("Nothing was printed, and no copy was counted.")
    todo = N_(
        "Connect a printer and try again, or save the PDF and print it elsewhere."
    )


class PrinterRefusedError(Problem):
    """The printer, or its driver, did not begin."""

    code = "printer_refused"
    what = N_("The printer did not accept the pages.")
    safe = N_("The records are unchanged; the copy was counted.")
    todo = N_("Check that it is on and has paper, then print again or save the PDF.")


def printer_names() -> list[str]:
    """Return the printers of this computer."""
    from PySide6.QtPrintSupport import QPrinterInfo

    return list(QPrinterInfo.availablePrinterNames())


def ask_for_printer(
    parent: QWidget, pages: int, done: Callable[[QPrinter], None]
) -> None:
    """Ask for a printer, copies and pages in the system's dialog; `done` may follow."""
    from PySide6.QtPrintSupport import QPrintDialog

    printer = make_printer()
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.setMinMax(1, max(1, pages))
    dialog.setFromTo(1, max(1, pages))
    dialog.finished.connect(lambda code: done(printer) if code else None)
    dialog.finished.connect(dialog.deleteLater)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.show()


def make_printer() -> QPrinter:
    """Return the usual printer, set to A4 without margins; its job names nobody."""
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(_("Home visit records"))
    printer.setFullPage(True)
    layout = QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4),
        QPageLayout.Orientation.Portrait,
        QMarginsF(),
    )
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)
    return printer


def print_pages(job: Job, content: bytes, printer: QPrinter) -> int:
    """Print the chosen pages of a PDF; return how many sheets' sides that made.

    Runs in the drawing thread. Raises `PrinterRefusedError` and `WorkCancelled`.
    """
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    try:
        return _print(
            job,
            list(_chosen(printer, len(document))),
            printer,
            lambda painter, number: _draw_page(painter, document[number], printer),
        )
    finally:
        document.close()


def print_pictures(job: Job, pictures: Sequence[bytes], printer: QPrinter) -> int:
    """Print JPEGs, one to a page and as large as it allows; otherwise the same."""
    return _print(
        job,
        list(_chosen(printer, len(pictures))),
        printer,
        lambda painter, number: _draw_picture(painter, pictures[number], printer),
    )


def _print(
    job: Job,
    wanted: Sequence[int],
    printer: QPrinter,
    draw: Callable[[QPainter, int], None],
) -> int:
    painter = QPainter()
    try:
        if not painter.begin(printer):
            raise PrinterRefusedError
        for at, number in enumerate(wanted):
            if job.is_cancelled:
                printer.abort()
                raise WorkCancelled
            if at and not printer.newPage():
                raise PrinterRefusedError
            draw(painter, number)
            job.report(at + 1, len(wanted))
    finally:
        if painter.isActive():
            painter.end()
    return len(wanted)


def _chosen(printer: QPrinter, count: int) -> Iterator[int]:
    """Yield the pages to print, from 0; anew for copies the driver does not make."""
    copies = 1 if printer.supportsMultipleCopies() else max(1, printer.copyCount())
    first = max(1, printer.fromPage())
    last = min(count, printer.toPage() or count)
    for _copy in range(copies):
        yield from range(first - 1, last)


def _draw_page(painter: QPainter, page: Any, printer: QPrinter) -> None:  # noqa: ANN401  pypdfium2 has no types
    paper = printer.pageLayout().fullRectPixels(printer.resolution())
    dots = max(1, -(-printer.resolution() // _FINEST))
    wide, high = page.get_size()
    if wide > high and paper.width() < paper.height():
        page.set_rotation(90)
        wide, high = high, wide
    scale = min(paper.width() / wide, paper.height() / high) / dots
    height = round(high * scale)
    for top in range(0, height, _STRIP):
        bottom = min(height, top + _STRIP)
        crop = (0, max(0.0, high - bottom / scale), 0, top / scale)
        strip = _image_of(page.render(scale=scale, crop=crop, rev_byteorder=True))
        size = (strip.width() * dots, strip.height() * dots)
        painter.drawImage(QRectF(0, top * dots, *size), strip)


def _draw_picture(painter: QPainter, content: bytes, printer: QPrinter) -> None:
    """Draw a picture in the middle of the paper, with a margin as papers have it."""
    dots = round(_MARGIN * printer.resolution())
    paper = printer.pageLayout().fullRectPixels(printer.resolution())
    room = paper.adjusted(dots, dots, -dots, -dots)
    picture = QImage.fromData(content)
    size = picture.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    corner = room.center() - QPoint(size.width() // 2, size.height() // 2)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(QRect(corner, size), picture)


def _image_of(bitmap: Any) -> QImage:  # noqa: ANN401  as above
    format_ = QImage.Format
    shape = format_.Format_RGBA8888 if bitmap.n_channels == 4 else format_.Format_RGB888
    raw, size = bytes(bitmap.buffer), (bitmap.width, bitmap.height)
    return QImage(raw, *size, bitmap.stride, shape).copy()
