"""A sealed file gives back what was put in, or says what is wrong."""

import hashlib

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from hypothesis import given
from hypothesis import strategies as st

from homevisit.attachments import (
    AttachmentDamagedError,
    AttachmentMissingError,
    AttachmentNotSavedError,
    AttachmentStore,
    EmptyAttachmentError,
    NotAPdfError,
    PdfTooLargeError,
    accept_pdf,
    store,
)
from homevisit.attachments.papers import MAX_PDF
from homevisit.attachments.store import seal, unseal
from homevisit.text import use_language


@pytest.fixture
def kept(tmp_path):
    return AttachmentStore(tmp_path / "att")


@pytest.mark.parametrize("size", [0, 1, 300_000, store.PIECE, store.PIECE + 1, 9 << 20])
def test_a_file_comes_back_as_it_was(kept, size):
    content = bytes(range(256)) * (size // 256) + bytes(size % 256)
    sealed = kept.add(content)
    assert kept.open(sealed.blob_id, sealed.blob_key) == content
    assert sealed.size == size
    assert sealed.plaintext_hash == hashlib.sha256(content).hexdigest()


def test_the_name_is_the_digest_of_what_lies_there(kept, tmp_path):
    sealed = kept.add(b"canary" * 100)
    (file,) = (tmp_path / "att").iterdir()
    assert file.name == sealed.blob_id == hashlib.sha256(file.read_bytes()).hexdigest()
    assert b"canary" not in file.read_bytes()
    assert file.stat().st_mode & 0o077 == 0


def test_equal_photos_cannot_be_recognised(kept):
    first, second = kept.add(b"same"), kept.add(b"same")
    assert first.blob_id != second.blob_id
    assert first.blob_key != second.blob_key
    assert first.plaintext_hash == second.plaintext_hash


def test_the_format_is_what_the_design_says():
    """One piece: nonce of eleven zeros and the mark of the last, no header."""
    key = bytes(range(32))
    known = ChaCha20Poly1305(key).encrypt(
        bytes(11) + b"\x01", b"photo", b"homevisit attachment 1"
    )
    assert seal(b"photo", key) == known


@given(st.binary(max_size=64), st.integers(1, 40))
def test_sealing_in_pieces_of_any_length_is_undone(content, length):
    key = bytes(32)
    whole, store.PIECE = store.PIECE, length
    try:
        sealed = seal(content, key)
        assert unseal(sealed, key) == content
        if len(content) > length:
            for end in range(length + 16, len(sealed), length + 16):
                with pytest.raises(InvalidTag):
                    unseal(sealed[:end], key)
    finally:
        store.PIECE = whole


def swap_pieces(sealed):
    length = store.PIECE + 16
    return sealed[length : 2 * length] + sealed[:length] + sealed[2 * length :]


def test_pieces_cannot_change_places():
    key = bytes(32)
    sealed = seal(bytes(2 * store.PIECE) + b"end", key)
    with pytest.raises(InvalidTag):
        unseal(swap_pieces(sealed), key)


@pytest.mark.parametrize("change", ["flip", "cut", "append", "empty"])
def test_every_change_on_the_disk_is_noticed(kept, tmp_path, change):
    sealed = kept.add(b"x" * 5000)
    file = tmp_path / "att" / sealed.blob_id
    content = file.read_bytes()
    changed = {
        "flip": content[:77] + bytes([content[77] ^ 1]) + content[78:],
        "cut": content[:-1],
        "append": content + b"\x00",
        "empty": b"",
    }[change]
    file.write_bytes(changed)
    assert kept.has(sealed.blob_id)
    assert not kept.is_sound(sealed.blob_id)
    with pytest.raises(AttachmentDamagedError):
        kept.open(sealed.blob_id, sealed.blob_key)


def test_a_wrong_key_or_a_name_that_is_none_opens_nothing(kept):
    sealed = kept.add(b"x")
    for name, key in (
        (sealed.blob_id, "00" * 32),
        (sealed.blob_id, "zz"),
        ("../vault.hdr", sealed.blob_key),
    ):
        with pytest.raises(AttachmentDamagedError):
            kept.open(name, key)
    assert not kept.has("../vault.hdr")


def test_a_file_that_is_not_here_is_said_to_be_missing(kept):
    sealed = kept.add(b"x")
    kept.remove(sealed.blob_id)
    kept.remove(sealed.blob_id)
    kept.remove("../vault.hdr")
    assert not kept.is_sound(sealed.blob_id)
    with pytest.raises(AttachmentMissingError):
        kept.open(sealed.blob_id, sealed.blob_key)


def test_a_folder_in_the_place_of_a_file_is_damage(kept, tmp_path):
    kept.add(b"x")
    (tmp_path / "att" / ("0" * 64)).mkdir()
    with pytest.raises(AttachmentDamagedError):
        kept.open("0" * 64, "0" * 64)


def test_orphans_and_missing_files_are_listed(kept, tmp_path):
    assert kept.names() == frozenset()
    one, two = kept.add(b"1").blob_id, kept.add(b"2").blob_id
    (tmp_path / "att" / "readme.txt").write_text("not ours", encoding="utf-8")
    elsewhere = "f" * 64
    assert kept.orphans({one, elsewhere}) == (two,)
    assert kept.missing({one, elsewhere}) == (elsewhere,)


def test_a_disk_that_refuses_is_told_and_keeps_nothing(tmp_path):
    (tmp_path / "att").write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(AttachmentNotSavedError):
        AttachmentStore(tmp_path / "att").add(b"x")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", EmptyAttachmentError),
        (b"PK\x03\x04 not a pdf", NotAPdfError),
        (b" " * 2000 + b"%PDF-1.7", NotAPdfError),
        (b"%PDF-1.7" + bytes(MAX_PDF), PdfTooLargeError),
    ],
)
def test_what_is_no_usable_pdf_is_refused_with_a_sentence(content, problem):
    with pytest.raises(problem) as caught:
        accept_pdf(content)
    use_language("en")
    try:
        told = caught.value.explain()
    finally:
        use_language("zh_CN")
    assert all(part.endswith(".") for part in (told.what, told.safe, told.todo))


def test_a_pdf_passes_untouched():
    accept_pdf(b"%PDF-1.4\n...")
    accept_pdf(b"\xef\xbb\xbf%PDF-1.7")
