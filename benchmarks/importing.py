"""What importing costs: opgavekern against attrs, and the model against as many attrs classes.

Each figure is the median of fresh interpreters, taken in turn so that a noisy machine is noisy for
both; the interpreter's own start is taken off. Run: python benchmarks/importing.py [RUNS]
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

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
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "generated.py").write_text(_generated_module())
        for ours, peer in pairs:
            _seconds(ours, folder), _seconds(peer, folder)  # compiled files are written once
            times = [(_seconds(ours, folder), _seconds(peer, folder)) for _ in range(runs)]
            mine, theirs = (statistics.median(column) for column in zip(*times, strict=True))
            ratio = statistics.median(a / b for a, b in times)
            print(f"{ours}: {mine * 1e3:.1f} ms; {peer}: {theirs * 1e3:.1f} ms; ratio {ratio:.2f}")


if __name__ == "__main__":
    main()
