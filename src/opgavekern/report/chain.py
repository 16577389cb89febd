"""A way of working in a picture: its steps one after another, with what stands between them."""

from __future__ import annotations

import attrs

from opgavekern.base.texts import message
from opgavekern.model import Method, Ref
from opgavekern.report.blocks import Block, Cell, Link, Sayable
from opgavekern.report.citing import Quoted, also, cite, of, quote
from opgavekern.report.view import View


@attrs.frozen(kw_only=True)
class ChainLink:
    """One step in the picture.

    Attributes:
        title: What it is called.
        notes: What one wants to know of it at a glance.
        gate: What must be true before the next; empty where nothing is asked.
        back: Earlier steps that may follow.
    """

    title: Cell
    notes: tuple[Cell, ...] = ()
    gate: Sayable = ""
    back: tuple[Cell, ...] = ()


@attrs.frozen(kw_only=True)
class Chain(Block):
    """Steps one after another, with the moments of decision between them.

    Attributes:
        title: What the steps are of.
        links: The steps, in the usual order.
    """

    title: Sayable
    links: tuple[ChainLink, ...]


def chain(view: View, method: Method, *, is_linked: bool = False) -> Chain:
    """Draw a way of working; its steps lead to where they are told if `is_linked`."""
    places = range(len(method.steps))
    return Chain(
        title=of(method, "name"),
        links=tuple(_link(view, method, place, is_linked=is_linked) for place in places),
    )


def _link(view: View, method: Method, place: int, *, is_linked: bool) -> ChainLink:
    step = method.steps[place]
    notes: list[Cell] = []
    if step.participation_level is not None:
        ref = Ref("participation_level", step.participation_level)
        why = cite(method, f"steps.{place}.participation_level")
        notes.append(also(quote(view.called(ref), ref.kind, ref.id, "name"), why))
    if step.lead_time_weeks is not None:
        notes.append(weeks_of(method, place))
    why = cite(method, f"steps.{place}.next_steps")
    return ChainLink(
        title=link_to(method, place) if is_linked else title_of(method, place),
        notes=tuple(notes),
        gate=of(method, f"steps.{place}.gate", step.gate) if step.gate else "",
        back=tuple(
            also(title_of(method, there), why)
            for there in following(method, place)
            if there <= place
        ),
    )


def step_anchor(method: Method, place: int) -> str:
    """Return the name in the document of a step."""
    return f"step-{method.id}-{place + 1}"


def title_of(method: Method, place: int) -> Quoted:
    """Quote what people call a step."""
    step = method.steps[place]
    return of(method, f"steps.{place}.title", step.title or step.name)


def link_to(method: Method, place: int) -> Link:
    """Name a step, with a link to where it is told."""
    return Link(title_of(method, place), f"#{step_anchor(method, place)}")


def weeks_of(method: Method, place: int) -> Quoted:
    """Quote how long a step usually takes."""
    weeks = method.steps[place].lead_time_weeks
    nl, en = ("week", "week") if weeks == 1 else ("weken", "weeks")
    words = message(f"{{n}} {nl}", f"{{n}} {en}", n=weeks)
    return of(method, f"steps.{place}.lead_time_weeks", words)


def following(method: Method, place: int) -> list[int]:
    """Return the places of the steps that may follow one; the next where it names none."""
    named = {one.name: there for there, one in reversed(list(enumerate(method.steps)))}
    found = [named[one] for one in method.steps[place].next_steps if one in named]
    return found or [there for there in (place + 1,) if there < len(method.steps)]
