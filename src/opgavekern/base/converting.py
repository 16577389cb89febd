"""Plain data ⇄ classes: one strict converter.

cattrs by default turns 5 into "5" and "abc" into ("a", "b", "c"). Here nothing is re-typed in
silence. Text is read as number, date or term only where the field asks for one, since files of
text hold nothing else. cattrs is imported when something is first converted, so that the classes
alone stay fast to import.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    Literal,
    TypeVar,
    get_args,
    get_origin,
    get_type_hints,
)

import attrs

from opgavekern.base.answers import Answer, told_fields
from opgavekern.base.canonical import plain_decimal, plain_float
from opgavekern.base.errors import BadValueError, Path, PathPart
from opgavekern.base.frozen import FrozenMap
from opgavekern.base.labels import field_labels
from opgavekern.base.near import one_of
from opgavekern.base.personal import is_about_people, unquoted
from opgavekern.base.scalars import (
    SCALARS,
    identifier,
    is_plain_id,
    misfit,
    one_line,
    to_enum,
    to_literal,
    to_prose,
)
from opgavekern.base.texts import Message, Prose, message, quoted, visible
from opgavekern.base.verbatim import is_sayable, values_hook, values_unhook, verbatim

if TYPE_CHECKING:
    from cattrs import Converter

T = TypeVar("T")


def structure(plain: object, cls: type[T]) -> T:
    """Make a `cls` from plain data.

    For those who know what they have, such as a cache of their own. `opgavekern.from_plain` makes
    the same and raises problems that people can read.

    Raises:
        Exception: Whatever is wrong; `faults_of` tells it part by part.
    """
    try:
        return converter(detailed=False).structure(plain, cls)
    except Exception:  # noqa: BLE001 - the slower converter says what is wrong, all of it
        return converter(detailed=True).structure(plain, cls)


def unstructure(value: object, as_type: Any = None) -> Any:
    """Return plain data: dicts, lists, text, numbers, booleans.

    Of what people write, such as records, what is at its default is left out; an `Answer` is
    written whole.

    Args:
        value: Any value of a class of ours.
        as_type: The annotation of the field that holds it, where that says more than its class.
    """
    return converter(detailed=False).unstructure(value, unstructure_as=as_type)


@attrs.frozen
class Fault:
    """One thing that is wrong with plain data.

    Attributes:
        path: Field names and list indexes that lead to it.
        code: As in `Problem`.
        message: What is wrong.
        remedy: What to do.
        at_key: Whether the fault is the last key of the path itself, not its value.
    """

    path: Path
    code: str
    message: Message
    remedy: Message | None = None
    at_key: bool = False


def faults_of(error: BaseException, path: Path = ()) -> Iterator[Fault]:
    """Tell what is wrong, one fault for each place, from an error of `structure`.

    Nothing that was typed of a class with a personal field is quoted.
    """
    from cattrs.errors import BaseValidationError, ForbiddenExtraKeysError

    if isinstance(error, BaseValidationError):
        for part in error.exceptions:
            faults = faults_of(part, path + _step(part))
            yield from map(_unquoted, faults) if is_about_people(error.cl) else faults
    elif isinstance(error, ForbiddenExtraKeysError):
        names = [field.name for field in attrs.fields(error.cl)]
        for key in sorted(map(visible, error.extra_fields)):
            said = message("onbekend veld {key}", "unknown field {key}", key=quoted(key))
            yield Fault((*path, key), "unknown-field", said, one_of(names, word=key), True)
    elif isinstance(error, KeyError) and path:
        missing = message(
            'het veld "{field}" ontbreekt', 'the field "{field}" is missing', field=str(path[-1])
        )
        remedy = message("Vul het in.", "Fill it in.")
        yield Fault(path[:-1], "missing-field", missing, remedy)
    elif isinstance(error, BadValueError):
        at = (*path, error.field) if error.field else path
        yield Fault(at, error.code, error.message, error.remedy)
    else:
        raise error


def _unquoted(fault: Fault) -> Fault:
    return attrs.evolve(fault, message=unquoted(fault.message))


def _step(error: BaseException) -> Path:
    from cattrs.errors import AttributeValidationNote, IterableValidationNote

    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            return (note.name,)
        if isinstance(note, IterableValidationNote):
            return (note.index,)
    return ()


@functools.cache
def converter(*, detailed: bool, answers: bool = False) -> Converter:
    """Return the converter: with `detailed` every fault is collected, without it is faster.

    Each of its two halves, for what people write and for `answers`, asks the other where one
    holds the other.
    """
    from cattrs import Converter

    made = Converter(
        detailed_validation=detailed, forbid_extra_keys=True, unstruct_collection_overrides={}
    )
    for cls, hook in SCALARS.items():
        made.register_structure_hook(cls, hook)
    if answers:
        made.register_structure_hook(str, verbatim)
        made.register_structure_hook_func(_is_name_of_text, verbatim)
        made.register_structure_hook_func(lambda cls: cls == PathPart, _path_part)
    else:
        made.register_structure_hook_func(_is_id, lambda value, _: identifier(value))
        made.register_structure_hook_func(lambda cls: cls is Prose, to_prose)
    made.register_structure_hook_func(_is_enum, to_enum)
    made.register_structure_hook_func(_is_literal, to_literal)
    made.register_structure_hook_factory(_is_pair, functools.partial(_pair_hook, made))
    made.register_structure_hook_factory(
        attrs.has, functools.partial(_answer_hook if answers else _class_hook, made, detailed)
    )
    made.register_structure_hook_factory(
        functools.partial(_is_elsewhere, answers),
        lambda cls: converter(detailed=detailed, answers=not answers).get_structure_hook(cls),
    )
    made.register_structure_hook_factory(
        _is_collection, functools.partial(_collection_hook, made, detailed)
    )
    made.register_structure_hook_factory(_is_refined, functools.partial(_refined_hook, made))
    made.register_structure_hook_factory(is_sayable, functools.partial(values_hook, made))
    made.register_unstructure_hook_factory(is_sayable, functools.partial(values_unhook, made))
    made.register_unstructure_hook_factory(_is_refined, _refined_unhook)
    made.register_unstructure_hook_factory(attrs.has, functools.partial(_class_unhook, made))
    made.register_unstructure_hook_factory(_is_pair, functools.partial(_pair_unhook, made))
    made.register_unstructure_hook(date, date.isoformat)
    made.register_unstructure_hook(datetime, datetime.isoformat)
    made.register_unstructure_hook(Decimal, plain_decimal)
    made.register_unstructure_hook(float, plain_float)
    made.register_unstructure_hook(FrozenMap, FrozenMap.plain)
    made.register_unstructure_hook_factory(
        _is_collection, functools.partial(_collection_unhook, made)
    )
    return made


def _is_id(cls: Any) -> bool:
    return getattr(cls, "__supertype__", None) is str and cls.__name__.endswith("Id")


def _is_name_of_text(cls: Any) -> bool:
    return getattr(cls, "__supertype__", None) is str


def _is_elsewhere(answers: bool, cls: Any) -> bool:
    """True for a class that the other half of the converter reads."""
    return attrs.has(cls) and not hasattr(cls, "from_text") and issubclass(cls, Answer) != answers


def _is_enum(cls: Any) -> bool:
    return isinstance(cls, type) and issubclass(cls, Enum)


def _is_refined(cls: Any) -> bool:
    """True for `Annotated[X, rule]` whose rule can refine an X that was read.

    Such a rule has `refine`, `of_id` for what an id alone means, and `written`.
    """
    return get_origin(cls) is Annotated and hasattr(get_args(cls)[1], "refine")


def _is_literal(cls: Any) -> bool:
    return get_origin(cls) is Literal


def _is_pair(cls: Any) -> bool:
    """True for a tuple of so many values, such as the two of a point on the map."""
    return get_origin(cls) is tuple and ... not in get_args(cls)


def _is_collection(cls: Any) -> bool:
    """True for `tuple[X, ...]` and `frozenset[X]`, the only collections that records have."""
    origin, args = get_origin(cls), get_args(cls)
    return origin is frozenset or (origin is tuple and len(args) == 2 and args[1] is ...)


def _class_hook(made: Converter, detailed: bool, cls: Any) -> Callable[[Any, Any], Any]:
    """Read a class from its fields, from text, or from the one value that says enough."""
    from cattrs.gen import make_dict_structure_fn, override

    if hasattr(cls, "__from_plain__"):
        return lambda value, _: value if isinstance(value, cls) else cls.__from_plain__(value)
    rules = _checked_hooks(made, cls) if detailed else {}
    checked: dict[str, Any] = {name: override(struct_hook=hook) for name, hook in rules.items()}
    from_fields = make_dict_structure_fn(
        cls,
        made,
        _cattrs_detailed_validation=detailed,
        _cattrs_forbid_extra_keys=True,
        **checked,
    )
    from_text = getattr(cls, "from_text", None)
    # A class that is always written as text has no fields that people see.
    has_fields = from_text is None or bool(field_labels(cls))
    known = {field.name for field in attrs.fields(cls)}
    short: str | None = getattr(cls, "__short__", None)

    def hook(value: Any, _: Any) -> Any:
        if isinstance(value, cls):
            return value
        if isinstance(value, Mapping) and has_fields:
            filled = value.values()
            if None in filled or "" in filled:
                value = {k: v for k, v in value.items() if v not in (None, "") or k not in known}
            return from_fields(value, cls)
        if from_text is not None and (type(value) is str or _is_year(value, cls)):
            return from_text(one_line(str(value)))
        if not has_fields:
            raise misfit(value, "not-a-text", message("tekst", "text"))
        if short is not None and value is not None and not isinstance(value, list | tuple):
            return from_fields({short: value}, cls)
        raise misfit(
            value, "not-a-group", message("velden met hun waarde", "fields with their values")
        )

    return hook


def _answer_hook(made: Converter, detailed: bool, cls: Any) -> Callable[[Any, Any], Any]:
    """Read a class from exactly its fields, as `unstructure` writes them."""
    from cattrs.gen import make_dict_structure_fn

    if (from_text := getattr(cls, "from_text", None)) is not None:
        return lambda value, _: value if isinstance(value, cls) else from_text(verbatim(value))
    from_fields = make_dict_structure_fn(
        cls,
        made,
        _cattrs_detailed_validation=detailed,
        _cattrs_forbid_extra_keys=True,
        **_not_told(cls),
    )

    def hook(value: Any, _: Any) -> Any:
        if isinstance(value, cls):
            return value
        if isinstance(value, Mapping):
            return from_fields(value, cls)
        raise misfit(
            value, "not-a-group", message("velden met hun waarde", "fields with their values")
        )

    return hook


def _path_part(value: object, _: object) -> str | int:
    return value if type(value) is int else verbatim(value)


def _checked_hooks(made: Converter, cls: Any) -> dict[str, Callable[[Any, Any], Any]]:
    """Read each field that has a rule with that rule at once, so that all faults are told.

    attrs itself stops at the first. Rules that a class defines may look at other fields: those
    are left to it.
    """
    types = get_type_hints(cls, include_extras=True)
    return {
        field.name: functools.partial(_checked, made.get_structure_hook(types[field.name]), field)
        for field in attrs.fields(cls)
        if field.validator is not None
        and not getattr(field.validator, "__qualname__", "").startswith(f"{cls.__qualname__}.")
    }


def _checked(
    read: Callable[[Any, Any], Any], field: attrs.Attribute[Any], value: Any, to: Any
) -> Any:
    found = read(value, to)
    try:
        if field.validator is not None:
            field.validator(None, field, found)
    except BadValueError as error:  # its place is the path that leads here
        raise BadValueError(error.message, code=error.code, remedy=error.remedy) from None
    return found


def _is_year(value: object, cls: Any) -> bool:
    """True for a number where the class reads a year, as in `valid: 2026`."""
    return type(value) is int and 0 < value < 10**4 and getattr(cls, "__reads_years__", False)


def _pair_hook(made: Converter, cls: Any) -> Callable[[Any, Any], Any]:
    """Read a list of exactly so many values."""
    reads = [(made.get_structure_hook(item), item) for item in get_args(cls)]

    def hook(value: Any, _: Any) -> Any:
        if not isinstance(value, list | tuple) or len(value) != len(reads):
            count = len(reads)
            expected = message(
                "een lijst van {count} getallen", "a list of {count} numbers", count=count
            )
            raise misfit(value, "not-a-list", expected)
        return tuple(read(one, item) for (read, item), one in zip(reads, value, strict=True))

    return hook


def _pair_unhook(made: Converter, cls: Any) -> Callable[[Any], list[Any]]:
    writes = [made.get_unstructure_hook(item) for item in get_args(cls)]
    return lambda value: [write(one) for write, one in zip(writes, value, strict=True)]


def _refined_hook(made: Converter, cls: Any) -> Callable[[Any, Any], Any]:
    plain, rule = get_args(cls)[:2]
    read = made.get_structure_hook(plain)

    def hook(value: Any, _: Any) -> Any:
        if type(value) is str and is_plain_id(value):
            return rule.of_id(value)  # as nearly all are written
        return rule.refine(read(value, plain))

    return hook


def _refined_unhook(cls: Any) -> Callable[[Any], Any]:
    written: Callable[[Any], Any] = get_args(cls)[1].written
    return written


def _collection_hook(made: Converter, detailed: bool, cls: Any) -> Callable[[Any, Any], Any]:
    """Read a list; one value alone is a list of one."""
    from cattrs.errors import IterableValidationError, IterableValidationNote

    collect: Any = get_origin(cls)
    item = get_args(cls)[0]
    nested = get_origin(item) is tuple
    read = made.get_structure_hook(item)

    def plainly(value: Any, _: Any) -> Any:
        if not isinstance(value, list | tuple | frozenset):
            value = [value]
        return collect([read(one, item) for one in value])

    def in_detail(value: Any, _: Any) -> Any:
        if not isinstance(value, list | tuple | frozenset):
            if nested:
                raise misfit(value, "not-a-list", message("een lijst", "a list"))
            value = [value]
            return collect([read(one, item) for one in value])
        done, wrong = [], []
        for index, one in enumerate(value):
            try:
                done.append(read(one, item))
            except Exception as error:  # noqa: BLE001 - collected, and told all together
                error.add_note(IterableValidationNote(f"item {index}", index, item))
                wrong.append(error)
        if wrong:
            raise IterableValidationError("in a list", wrong, cls)
        return collect(done)

    return in_detail if detailed else plainly


def _class_unhook(made: Converter, cls: Any) -> Callable[[Any], Any]:
    from cattrs.gen import make_dict_unstructure_fn

    if hasattr(cls, "from_text"):
        return str
    if hasattr(cls, "__from_plain__"):
        written: Callable[[Any], Any] = cls.__to_plain__
        return written
    whole = issubclass(cls, Answer)
    return make_dict_unstructure_fn(cls, made, _cattrs_omit_if_default=not whole, **_not_told(cls))


def _not_told(cls: Any) -> dict[str, Any]:
    """Leave out what is no part of the plain form of a class."""
    from cattrs.gen import override

    told = told_fields(cls)
    return {field.name: override(omit=True) for field in attrs.fields(cls) if field not in told}


def _collection_unhook(made: Converter, cls: Any) -> Callable[[Any], list[Any]]:
    item = get_args(cls)[0]
    write = made.get_unstructure_hook(item)
    if get_origin(cls) is frozenset:
        return lambda value: sorted(write(one) for one in value)
    return lambda value: [write(one) for one in value]
