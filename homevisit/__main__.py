"""`python -m homevisit`: the command line."""

import multiprocessing

from homevisit.cli.main import run

if __name__ == "__main__":
    # A frozen program starts its workers by running itself again.
    multiprocessing.freeze_support()
    run()
