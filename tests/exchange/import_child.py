"""A process that takes in a file and may be killed while it does."""

from __future__ import annotations

import sys
from pathlib import Path

from homevisit.services.changes import import_changes
from tests.exchange.staffroom import reopen


def main() -> None:
    folder, file = map(Path, sys.argv[1:])
    person = reopen(folder)
    content = file.read_bytes()
    print("begin", flush=True)
    received = import_changes(person.session, content)
    print("done", received.new_saves, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
