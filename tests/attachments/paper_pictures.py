"""Paper as a phone or a scanner sees it, made from the pages that we print."""

from __future__ import annotations

import io

import pypdfium2
from PIL import Image, ImageFilter

from homevisit.domain.paper_codes import make_code, qr_text, spaced
from reports.blank_form import render_forms
from reports.paper_data import FormBoxes, PaperForm
from reports.visit_data import Choice, PrintRun

RUN = PrintRun("周静怡", "2026-11-20 17:42", 1, "禾田镇中心学校")
BOXES = FormBoxes(satisfaction=(Choice("满意"),))
CODE = make_code("482", "9130665")


def form_pdf(*codes):
    """Return a PDF of forms with these codes, a front and a back each."""
    forms = [
        PaperForm(
            code=spaced(code),
            qr_of_page=qr_text(code, 0)[:-1] + "{page}",
            student="江予安",
        )
        for code in codes
    ]
    return render_forms(forms, BOXES, RUN).pdf


def drawn(pdf, page=0, dpi=150):
    document = pypdfium2.PdfDocument(pdf)
    picture = document[page].render(scale=dpi / 72).to_pil().convert("RGB")
    document.close()
    return picture


def as_jpeg(picture, quality=80, **more):
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=quality, **more)
    return target.getvalue()


def as_png(picture):
    target = io.BytesIO()
    picture.save(target, "PNG")
    return target.getvalue()


def as_scan(*pictures):
    """Return a PDF of pictures, as a scanner with a feeder saves it."""
    target = io.BytesIO()
    first, *more = pictures
    first.save(target, "PDF", save_all=True, append_images=more, resolution=150)
    return target.getvalue()


def on_a_table(picture, slant=0.08):
    """Return the sheet seen from the side on a dark table, as in a hand-held photo."""
    width, height = picture.size
    table = Image.new("RGB", (int(width * 1.3), int(height * 1.2)), (92, 74, 58))
    table.paste(picture, (int(width * 0.15), int(height * 0.1)))
    wide, high = table.size
    corners = (
        (wide * slant, high * slant * 0.6),
        (0, high),
        (wide, high * (1 - slant * 0.5)),
        (wide * (1 - slant), 0),
    )
    flat = tuple(part for corner in corners for part in corner)
    return table.transform(
        table.size, Image.Transform.QUAD, flat, Image.Resampling.BICUBIC
    )


def blurred(picture, radius=1.4):
    return picture.filter(ImageFilter.GaussianBlur(radius))
