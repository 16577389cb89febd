"""`python -m opgavekern` is the command `opgavekern`."""

from __future__ import annotations

from opgavekern.cli import main

if __name__ == "__main__":
    main()
