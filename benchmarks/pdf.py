"""Printing: our form engine and CID font against ReportLab's Platypus with its TTFont.

Both sides print the same visit with the same faces in one run, fonts cached; the peer's
defaults (ASCII85 streams) are set again before each of its turns.
"""

from __future__ import annotations

import logging
import os
import random
import statistics
import subprocess
import sys
import time
from dataclasses import replace
from importlib.util import find_spec
from io import BytesIO
from shutil import which
from typing import TYPE_CHECKING

from PIL import Image
from pypdf import PdfReader
from reportlab import rl_config

from benchmarks.measure import compare, heading
from benchmarks.platypus_peer import print_visits, register_fonts
from benchmarks.typst_peer import TypstPeer
from reports.batch import VisitJob, render_visits
from reports.visit_book import render_visit_book
from reports.visit_data import USUAL_SECTIONS, Photo, VisitSection
from reports.visit_summary import render_visit
from tests.reports.samples import FULL, RUN

if TYPE_CHECKING:
    from reports.visit_data import VisitSummary

PHOTO_KB = 195
BATCH = 200
VARIED = 30
RARE = "张䶮王𬱖李㛃赵㬎钱𠅤孙𬴂周𫍯"
# The data and the JPEG library that both sides load anyway come before the clock.
FRESH = """
from tests.reports.samples import FULL, RUN
import time
started = time.perf_counter()
{work}
print(time.perf_counter() - started)
"""
FRESH_OURS = """
from reports.visit_summary import render_visit
render_visit(FULL, RUN)
"""
FRESH_PEER = """
from benchmarks.platypus_peer import print_visits, register_fonts
register_fonts()
print_visits([FULL], RUN)
"""


def photo() -> bytes:
    """Return a JPEG of about 195 KB, as an attachment has at most."""
    noise = Image.effect_noise((900, 700), 60).convert("RGB")
    for quality in range(90, 20, -3):
        file = BytesIO()
        noise.save(file, "JPEG", quality=quality)
        if file.tell() <= PHOTO_KB * 1024:
            break
    return file.getvalue()


def with_peer_defaults(visits):
    """Print the peer's way with ReportLab's own settings, then set ours again."""
    rl_config.useA85 = 1
    try:
        return print_visits(visits, RUN)
    finally:
        rl_config.useA85 = 0


def fresh(work: str) -> float:
    """Return the seconds that `work` takes in a new process, its imports included."""
    code = FRESH.format(work=work)
    answer = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    )
    return float(answer.stdout)


def one_visit() -> None:
    sections = USUAL_SECTIONS | {VisitSection.PHOTOS}
    visit = replace(FULL, photos=(Photo(photo(), "堂屋的书桌"),), sections=sections)
    ours, theirs = render_visit(visit, RUN).pdf, with_peer_defaults([visit])
    compare(
        "One visit with a photo",
        lambda: render_visit(visit, RUN),
        lambda: with_peer_defaults([visit]),
        rounds=15,
    )
    compare(
        "One visit without a photo",
        lambda: render_visit(FULL, RUN),
        lambda: with_peer_defaults([FULL]),
        rounds=15,
    )
    for name, pdf in (("ours", ours), ("peer", theirs)):
        pages = len(PdfReader(BytesIO(pdf)).pages)
        print(f"Size with photo, {name}: {len(pdf) / 1024:.0f} KB, {pages} pages")
    print(f"  ratio {len(ours) / len(theirs):9.2f}")


def text_layer() -> None:
    visit = replace(FULL, at_home=RARE)
    pdfs = (
        ("ours", render_visit(visit, RUN).pdf),
        ("peer", with_peer_defaults([visit])),
    )
    for name, pdf in pdfs:
        pages = PdfReader(BytesIO(pdf)).pages
        shown = "".join(page.extract_text() for page in pages).replace("\n", "")
        kept = sum(sign in shown for sign in RARE)
        print(f"Rare characters that can be copied, {name}: {kept} of {len(RARE)}")


def first_pdf() -> None:
    ours, theirs = [], []
    for _ in range(9):
        ours.append(fresh(FRESH_OURS))
        theirs.append(fresh(FRESH_PEER))
    mine, peer = statistics.median(ours), statistics.median(theirs)
    print("First PDF in a fresh process: imports, fonts, document [wall]")
    print(f"  ours  {1000 * mine:9.2f} ms\n  peer  {1000 * peer:9.2f} ms")
    print(f"  ratio {mine / peer:9.2f}")


def sixty_pages() -> None:
    visits = [replace(FULL, number=f"JF-{number:03}") for number in range(58)]
    pages = render_visit_book(visits, RUN).pages
    compare(
        f"A class of 58 visits in one PDF ({pages} pages)",
        lambda: render_visit_book(visits, RUN),
        lambda: with_peer_defaults(visits),
        rounds=5,
    )


def batch() -> None:
    def timed(workers: int) -> float:
        jobs = (
            VisitJob(f"{number}", replace(FULL, number=f"JF-{number:03}"), RUN)
            for number in range(BATCH)
        )
        started = time.perf_counter()
        assert sum(1 for _ in render_visits(jobs, workers=workers)) == BATCH
        return time.perf_counter() - started

    one, two = (sorted(timed(workers) for _ in range(3))[1] for workers in (1, 2))
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    print(
        f"{BATCH} separate PDFs, wall: one worker {one:.2f} s, two {two:.2f} s"
        f" (load of the machine {load:.1f})"
    )
    print(f"  two over one {one / two:9.2f}")


def varied(number: int) -> VisitSummary:
    """Return a visit of its own words: typst remembers what it has set before."""
    chance = random.Random(number)

    def words(length: int) -> str:
        codes = (chance.randrange(0x4E00, 0x4E00 + 2500) for _ in range(length))
        return "".join(map(chr, codes))

    return replace(
        FULL,
        number=f"JF-{number:03}",
        at_home=words(45),
        family_situation=words(35),
        at_school=words(40),
        guardian_opinion=words(38),
        child_words=words(30),
    )


def against_typst() -> None:
    """Compare without the QR code, which plain typst does not draw."""
    if not find_spec("typst"):
        print("Peer typst: missing")
        return
    import typst

    run = replace(RUN, qr_payload="")
    visits = [varied(number) for number in range(VARIED)]
    peer = TypstPeer(typst)

    def print_all(render) -> float:
        started = time.process_time()
        for visit in visits:
            render(visit, run)
        return (time.process_time() - started) / VARIED

    ours = print_all(render_visit)
    for name, render in (
        ("one compiler for all", peer.print),
        ("a compiler for each document", peer.print_afresh),
    ):
        theirs = print_all(render)
        print(f"Visits of different words against typst, {name} [cpu]")
        print(f"  ours  {1000 * ours:9.2f} ms\n  peer  {1000 * theirs:9.2f} ms")
        print(f"  ratio {ours / theirs:9.2f}")
    peer.close()


def main() -> None:
    heading("PDF: our engine and CID font against ReportLab Platypus and TTFont")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it complains of the peer
    register_fonts()
    one_visit()
    text_layer()
    first_pdf()
    sixty_pages()
    batch()
    against_typst()
    soffice = find_spec("docxtpl") and which("soffice")
    print(f"Peer docxtpl with soffice: {'not compared' if soffice else 'missing'}")


if __name__ == "__main__":
    main()
