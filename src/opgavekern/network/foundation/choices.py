"""What callers choose by name: the word or the term itself, and a near miss is told."""

from __future__ import annotations

from typing import TypeVar

from opgavekern.base.labels import Term
from opgavekern.base.near import one_of
from opgavekern.base.texts import message, quoted
from opgavekern.network.foundation.errors import NetworkError

_T = TypeVar("_T", bound=Term)


def chosen(terms: type[_T], wanted: _T | str, argument: str) -> _T:
    """Return the term that a caller named.

    Args:
        terms: What there is to choose from.
        wanted: One of them, or its word.
        argument: The name of the argument, for the message.

    Raises:
        NetworkError: There is no such term; says which there are.
    """
    if isinstance(wanted, terms):
        return wanted
    known = {str(one.value): one for one in terms}
    found = known.get(str(wanted))
    if found is None:
        raise NetworkError(
            message(
                "{argument}={found} bestaat niet. {known}",
                "there is no {argument}={found}. {known}",
                argument=argument,
                found=quoted(wanted),
                known=one_of(known, word=str(wanted)),
            )
        )
    return found
