"""Taking a table of somebody else into a dossier; a newer table is an update."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from opgavekern.base.converting import unstructure
from opgavekern.base.errors import Location, Problem
from opgavekern.base.running import Limits, collector_at_rest
from opgavekern.base.texts import message
from opgavekern.exchange.cells_read import problem_of
from opgavekern.exchange.errors import capped
from opgavekern.exchange.laying import make_plan
from opgavekern.exchange.mappings import TableMapping
from opgavekern.exchange.merging import CannotMergeError, merged, put
from opgavekern.exchange.open_ends import FILL_FIELD
from opgavekern.exchange.outcomes import ImportedRow, RowChange, TableImport
from opgavekern.exchange.plans import Plan
from opgavekern.exchange.rows import Constants, RowReader, TableRow
from opgavekern.exchange.sheets import Sheet, read_sheets
from opgavekern.files.door import shown
from opgavekern.files.refusals import Refusal
from opgavekern.files.troubles import missing_field
from opgavekern.files.vocabulary import vocabulary
from opgavekern.model import Dossier, Record, Ref
from opgavekern.model.kinds import fields_in_order
from opgavekern.model.records import id_of
from opgavekern.model.references import as_id
from opgavekern.model.shape import shape_of
from opgavekern.model.structuring import Flaw, structure_kind


def import_table(
    table: str | os.PathLike[str] | Sheet,
    mapping: TableMapping,
    dossier: Dossier,
    *,
    partial: bool = False,
    limits: Limits = Limits(),
) -> TableImport:
    """Take the rows of a table into a dossier.

    A row is the record with its id. Where the dossier has that record, what the row says is put
    into it and all else of it stays; an empty cell says nothing. A list that the row fills is the
    row's from then on. Records that the table does not have stay too, and are listed. Nothing is
    written.

    Args:
        table: Path of a workbook or CSV file, or a sheet that was read or made.
        mapping: What its columns are.
        dossier: With the facts of its plugins under it, so that their names are known too.
        partial: Leave out names and terms that nobody knows, instead of refusing them.
        limits: How much is accepted.

    Returns:
        The new dossier, or every problem of table and mapping. Takes time linear in the cells.
    """
    with collector_at_rest():
        try:
            sheets = (table,) if isinstance(table, Sheet) else read_sheets(table, limits=limits)
            file = table.file if isinstance(table, Sheet) else shown(table)
            plan = make_plan(mapping, sheets, file)
        except Refusal as refused:
            problems = capped(refused.problems, limits)
            return TableImport(dossier=dossier, kind=mapping.kind, problems=problems)
        return _imported(plan, mapping, dossier, partial=partial, limits=limits)


def _imported(
    plan: Plan, mapping: TableMapping, dossier: Dossier, *, partial: bool, limits: Limits
) -> TableImport:
    """Read the rows of a sheet, and tell what they do to a dossier."""
    reader = RowReader.of(plan, mapping, dossier)
    constants = reader.constants()
    rows = reader.rows(constants)
    reader.note_odd_cells()
    records, origins, flaws = structure_kind(plan.kind, [row.plain for row in rows])
    unmatched = reader.cells.unmatched(mapping.language)
    problems = [*reader.cells.problems, *reader.problems]
    if not partial:
        problems += [problem_of(one, mapping, plan.kind.name) for one in unmatched]
    if not problems or partial:
        problems += _flaw_problems(flaws, rows, reader, mapping)
    else:
        # A field that could not be read is told once, not as missing too.
        told = [one for one in flaws if one.problem.code != "missing-field"]
        problems += _flaw_problems(told, rows, reader, mapping)
    done = TableImport(
        dossier=dossier,
        kind=plan.kind.name,
        unmatched=tuple(unmatched),
        skipped=reader.body.skipped,
        left_out=plan.left_out,
        header=plan.sheet.place(plan.header.rows[0]),
        notices=plan.sheet.notices,
        problems=capped(problems, limits),
    )
    if problems:
        return done
    made = [_row(rows[origin], record, reader)
            for record, origin in zip(records, origins, strict=True)]  # fmt: skip
    return attrs.evolve(
        done,
        dossier=_with(dossier, plan, records),
        rows=tuple(made),
        absent=tuple(_absent({one.id for one in made}, constants, reader, dossier)),
    )


def _with(dossier: Dossier, plan: Plan, records: list[Record]) -> Dossier:
    """Return the dossier with the records; what a plugin brought becomes its own."""
    changed = [one for one in records if dossier.of_kind(plan.kind.plural).get(id_of(one)) != one]
    new = dossier.replace(*changed)
    own = {Ref(plan.kind.name, id_of(one)) for one in changed}
    return attrs.evolve(new, laid_under=new.laid_under - own)


def _row(row: TableRow, record: Record, reader: RowReader) -> ImportedRow:
    id = id_of(record)
    held = reader.existing.get(id)
    place = reader.place(row)
    if held is None:
        return ImportedRow(id=id, change=RowChange.ADDED, place=place)
    cls: type = type(record)
    fields = tuple(
        one.name
        for one in fields_in_order(cls)
        if getattr(record, one.name) != getattr(held, one.name)
    )
    change = RowChange.CHANGED if fields else RowChange.UNCHANGED
    return ImportedRow(id=id, change=change, fields=fields, place=place)


def _absent(
    here: set[str], constants: Constants, reader: RowReader, dossier: Dossier
) -> Iterator[str]:
    """Yield ids of records that belong to the table by its constants and prefix, and are gone."""
    kind, key = reader.plan.kind.name, reader.mapping.id
    prefix = f"{as_id(key.prefix)}." if key.prefix and not key.numbered else key.prefix
    for id, record in reader.existing.items():
        if id in here or not id.startswith(prefix) or Ref(kind, id) in dossier.laid_under:
            continue
        if not constants or _with_constants(record, constants, reader.plan) == record:
            yield id


def _with_constants(record: Record, constants: Constants, plan: Plan) -> Record | None:
    """Return a record as the table would have it; None where it says more than a table can."""
    plain = merged(unstructure(record))
    try:
        for target, values in constants:
            put(plain, target, values)
    except CannotMergeError:
        return None
    return _structured(plan, plain)


def _structured(plan: Plan, plain: dict[str, Any]) -> Record | None:
    made, _, _ = structure_kind(plan.kind, [plain])
    return made[0] if made else None


def _flaw_problems(
    flaws: Iterable[Flaw], rows: list[TableRow], reader: RowReader, mapping: TableMapping
) -> list[Problem]:
    """Give what is wrong with records its cell; a field that nothing fills is told once."""
    found: list[Problem] = []
    everywhere: set[str] = set()
    for flaw in flaws:
        problem = flaw.problem
        row = rows[flaw.index]
        if problem.code == "missing-field":
            field = str(problem.message.values.get("field", ""))
            path = (*problem.path, field)
            if not any(one.target.path[: len(path)] == path for one in reader.plan.columns):
                if field not in everywhere:
                    everywhere.add(field)
                    found.append(_not_mapped(problem, field, reader, mapping))
                continue
            problem = _missing(attrs.evolve(problem, path=path), field, reader, mapping)
        found.append(
            attrs.evolve(
                problem,
                location=reader.place(row, problem.path),
                related=tuple(reader.place(rows[index]) for index in flaw.related),
                remedy=problem.remedy or message("Pas de cel aan.", "Change the cell."),
            )
        )
    return found


def _class_at(reader: RowReader, problem: Problem) -> type:
    cls: type = reader.plan.kind.record
    for part in problem.path:
        if isinstance(part, str):
            cls = shape_of(cls, part).nested or cls
    return cls


def _missing(problem: Problem, field: str, reader: RowReader, mapping: TableMapping) -> Problem:
    words = vocabulary(mapping.language)
    said = missing_field(_class_at(reader, attrs.evolve(problem, path=problem.path[:-1])),
                         field, words)  # fmt: skip
    remedy = message(
        "Vul de cel in, of zet het veld bij vaste waarden.",
        "Fill in the cell, or put the field under constants.",
    )
    return attrs.evolve(problem, message=said, remedy=remedy)


def _not_mapped(problem: Problem, field: str, reader: RowReader, mapping: TableMapping) -> Problem:
    """Say that nothing in the mapping fills a field that a record cannot do without."""
    cls = _class_at(reader, problem)
    place: Location | None = mapping.place("columns") or reader.plan.sheet.place(
        reader.plan.header.rows[-1]
    )
    said = missing_field(cls, field, vocabulary(mapping.language))
    return attrs.evolve(problem, message=said, remedy=FILL_FIELD, location=place, id=None)
