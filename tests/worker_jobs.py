"""Jobs for tests/test_workers.py: a worker imports them by name."""

import ctypes
import os
import socket
import subprocess
import time
from datetime import date
from pathlib import Path

from homevisit.errors import Problem


class OddFileError(Problem):
    code = "test_odd_file"
    what = "Row {row} is odd."
    safe = "All is safe."
    todo = "Look at it."


class Treasure:
    """Not plain data."""


def reverse(content, *parameters):
    return [content[::-1], *parameters]


def plain(_content):
    return {"day": date(2026, 3, 2), "list": [1, 2.5, None, True, "七(2)班", b"x"]}


def refuse(_content):
    raise OddFileError(row=7)


def stumble(_content):
    raise ZeroDivisionError


def panic(_content):
    raise SystemExit(3)


def sleep(_content):
    time.sleep(60)


def spin(_content):
    while True:
        pass


def hoard(_content):
    return len(bytearray(3 << 30))


def hoard_in_pieces(_content):
    kept = []
    while True:
        kept.append(bytearray(1 << 20))


def segfault(_content):
    ctypes.string_at(0)


def leave(_content):
    os._exit(0)


def treasure(_content):
    return Treasure()


def long_answer(content, length):
    return content * length


def surroundings(_content):
    here = Path.cwd()
    return [str(here), sorted(p.name for p in here.iterdir()), open_handles()]


def open_handles():
    folder = Path("/proc/self/fd")
    return sorted(str(f.readlink()) for f in folder.iterdir() if f.is_symlink())


def say(content):
    print(content.decode(), flush=True)
    os.write(2, content)
    return True


def write_file(_content):
    try:
        with Path("left-behind").open("wb") as file:
            file.write(b"x" * 100_000)
    except OSError:
        return "refused"
    return "written"


def connect(_content):
    try:
        socket.create_connection(("127.0.0.1", 9), timeout=0.2)
    except PermissionError:
        return "refused"
    return "tried"


def start_program(_content):
    try:
        subprocess.run(["true"], check=False)
    except PermissionError:
        return "refused"
    return "started"


def serve_falsely(_function, parameters, channels, _limits, _folder):
    (length,) = parameters
    if length < 0:
        os.write(channels[1].fileno(), b"\x00\x00")
    else:
        channels[1].send_bytes(bytes(length))
