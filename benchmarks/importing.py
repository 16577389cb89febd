"""What importing costs: opgavekern against attrs, and the model against as many attrs classes.

Each figure is the median of fresh interpreters, taken in turn so that a noisy machine is noisy for
both; the interpreter's own start is taken off. Both are compiled before, as what pip installs is.
Run: python benchmarks/importing.py [RUNS]
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from asked_measured import Table

_COMPILING = {name: one for name, one in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
_TIMED = "import time; t = time.perf_counter(); {code}; print(time.perf_counter() - t)"


def _generated_module() -> str:
    """Return a module with as many attrs classes, with as many fields each, as the model has."""
    import attrs

    from opgavekern import model

    classes = {one for name in model.__all__ if attrs.has(one := getattr(model, name))}
    lines = ["from __future__ import annotations", "import attrs"]
    for cls in sorted(classes, key=lambda one: one.__name__):
        lines += ["", "@attrs.frozen(kw_only=True)", f"class {cls.__name__}:"]
        lines += [f"    {field.name}: str = ''" for field in attrs.fields(cls)]
    return "\n".join(lines) + "\n"


def _seconds(code: str, folder: str) -> float:
    done = subprocess.run(
        [sys.executable, "-c", _TIMED.format(code=code)],
        capture_output=True,
        check=True,
        cwd=folder,
        env=_COMPILING | {"PYTHONPYCACHEPREFIX": str(Path(folder, "compiled"))},
        text=True,
    )
    return float(done.stdout)


def main() -> None:
    """Print the two ratios."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    pairs = (
        ("import opgavekern", "import attrs"),
        ("from opgavekern import Dossier, Issue", "import generated"),
    )
    table = Table()
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "generated.py").write_text(_generated_module())
        for ours, peer in pairs:
            _seconds(ours, folder), _seconds(peer, folder)  # compiled files are written once
            times = [(_seconds(ours, folder), _seconds(peer, folder)) for _ in range(runs)]
            table.times(f"{ours} / {peer}", times, most=1.5)
    table.end()


if __name__ == "__main__":
    main()
