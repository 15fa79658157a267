"""`python -m ui` opens the window."""

import multiprocessing
import sys

from ui.app import run

if __name__ == "__main__":
    # A frozen program starts its workers by running itself again.
    multiprocessing.freeze_support()
    sys.exit(run(sys.argv[1:]))
