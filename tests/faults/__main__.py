"""Prints the one table of a suite that ran in several processes: `python -m tests.faults <folder>`."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.faults.ledger import read_ledgers

if __name__ == "__main__":
    print("\n".join(read_ledgers(Path(sys.argv[1])).table()))
