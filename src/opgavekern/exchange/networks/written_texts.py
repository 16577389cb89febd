"""Networks as text for UCINET, Pajek and NetDraw, and UCINET's own pair of files."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any, Final

from opgavekern.base.errors import Location, Problem
from opgavekern.base.texts import message
from opgavekern.exchange.errors import NetworkFileError
from opgavekern.exchange.networks.outgoing import Outgoing, in_words, unwritable
from opgavekern.exchange.networks.written_tables import matrix_cells
from opgavekern.network.foundation.snapshots import MODE

#: A matrix of more actors is larger than programs that read it can take.
_MOST_IN_MATRIX: Final = 5_000
#: What UCINET takes for a missing value.
_MISSING: Final = 1e38


def dl_text(out: Outgoing) -> str:
    """Return full matrices in DL; the row of who did not answer is `NA`."""
    _refuse_large(out)
    kinds = out.kinds
    tables = [matrix_cells(out, kind, "NA") for kind in kinds]
    beside, above, _ = tables[0]
    lines = [f"dl nr={len(beside)} nc={len(above)}" if out.is_two_mode else f"dl n={len(beside)}"]
    lines[0] += f" nm={len(kinds)}" if len(kinds) > 1 else ""
    lines.append("format=fullmatrix")
    if out.is_two_mode:
        lines += ["row labels:", *_quoted(out, beside), "column labels:", *_quoted(out, above)]
    else:
        lines += ["labels:", *_quoted(out, beside)]
    if len(kinds) > 1:
        lines += ["matrix labels:", *_quoted(out, kinds)]
    lines.append("data:")
    for _, _, cells in tables:
        lines += [" ".join(map(str, row)) for row in cells]
    return "\n".join(lines) + "\n"


def pajek_text(out: Outgoing, *, is_project: bool) -> str:
    """Return a Pajek network; in a project also numbers of actors, as partitions and vectors."""
    names = list(out.names.values())
    if out.is_two_mode:  # Pajek wants the first mode first.
        modes: dict[str, Any] = {out.names[node]: mode for node, mode in out.graph.nodes(data=MODE)}
        names.sort(key=lambda name: modes[name])
        first = f" {sum(mode == 0 for mode in modes.values())}"
    else:
        first = ""
    numbers = {name: at + 1 for at, name in enumerate(names)}
    lines = ["*Network opgavekern"] if is_project else []
    lines.append(f"*Vertices {len(names)}{first}")
    lines += [f"{at} {one}" for at, one in enumerate(_quoted(out, names), start=1)]
    section = "*Arcs" if out.graph.is_directed() else "*Edges"
    for place, kind in enumerate(out.kinds, start=1):
        lines.append(f"{section} :{place} {_quote(out, kind)}" if kind else section)
        lines += [
            f"{numbers[one.start]} {numbers[one.end]} {one.told.get('weight', 1)}"
            for one in out.ties
            if one.kind == kind
        ]
    if is_project:
        lines += _project_parts(out, names)
    return "\n".join(lines) + "\n"


def _project_parts(out: Outgoing, names: list[str]) -> Iterator[str]:
    """Yield attributes that every actor has as a number; whole ones are partitions."""
    told = dict(out.actors())
    for attribute in out.attributes:
        values = [told[name].get(attribute) for name in names]
        if not all(isinstance(one, int | float) for one in values):
            continue
        is_whole = all(isinstance(one, int) for one in values)
        yield f"*{'Partition' if is_whole else 'Vector'} {attribute}"
        yield f"*Vertices {len(values)}"
        yield from (str(in_words(one)) for one in values)


def vna_text(out: Outgoing) -> str:
    """Return node data and tie data, with a column for each relation; zero is no tie."""
    actors = list(out.actors())
    columns = list(dict.fromkeys(key for _, told in actors for key in told))
    lines = ["*Node data", " ".join(["ID", *_quoted(out, columns)])]
    for name, told in actors:
        cells = [_quote(out, str(in_words(told[one]))) if one in told else "NA" for one in columns]
        lines.append(" ".join([_quote(out, name), *cells]))
    kinds = out.kinds
    relations = _quoted(out, [one or "strength" for one in kinds])
    lines += ["*Tie data", " ".join(["FROM", "TO", *relations])]
    strengths: dict[tuple[str, str], dict[str, Any]] = {}
    for one in out.ties:
        pairs = [(one.start, one.end)]
        is_mirrored = not out.graph.is_directed() and not out.is_two_mode
        if is_mirrored and one.start != one.end:
            pairs.append((one.end, one.start))
        for pair in pairs:
            said = strengths.setdefault(pair, {})
            said[one.kind] = said.get(one.kind, 0) + one.told.get("weight", 1)
    for (start, end), said in strengths.items():
        row = [str(said.get(kind, 0)) for kind in kinds]
        lines.append(" ".join([_quote(out, start), _quote(out, end), *row]))
    return "\n".join(lines) + "\n"


def ucinet_bytes(out: Outgoing) -> tuple[bytes, bytes]:
    """Return UCINET's header and values, version 6404."""
    _refuse_large(out)
    kinds = out.kinds
    tables = [matrix_cells(out, kind, _MISSING) for kind in kinds]
    beside, above, _ = tables[0]
    several = len(kinds) > 1
    sizes = [len(above), len(beside), *([len(kinds)] if several else [])]
    header = b"\x05V6404" + struct.pack("<4hhb", 0, 1, 1, 1, 3, 7)
    header += struct.pack(f"<h{len(sizes)}i", len(sizes), *sizes)
    header += b"\0" + b"\x01" * len(sizes)
    for names in (above, beside, *([kinds] if several else [])):
        for name in names:
            label = name.encode("utf-16-le")
            header += struct.pack("<h", len(label)) + label
    values = b"".join(struct.pack(f"<{len(row)}f", *row) for _, _, cells in tables for row in cells)
    return header, values


def _quote(out: Outgoing, name: str) -> str:
    if not name or name != name.strip() or set('"\n\r') & set(name):
        raise NetworkFileError([unwritable(out.file, name)])
    return f'"{name}"'


def _quoted(out: Outgoing, names: Any) -> list[str]:
    return [_quote(out, name) for name in names]


def _refuse_large(out: Outgoing) -> None:
    if len(out.names) <= _MOST_IN_MATRIX:
        return
    raise NetworkFileError([
        Problem(
            code="too-large-for-matrix",
            message=message(
                "een matrix van {count} actoren is te groot om te schrijven",
                "a matrix of {count} actors is too large to write",
                count=len(out.names),
            ),
            remedy=message(
                "Schrijf een lijst van relaties (.csv), Pajek of GraphML.",
                "Write an edge list (.csv), Pajek or GraphML.",
            ),
            location=Location(file=out.file),
        )
    ])  # fmt: skip
