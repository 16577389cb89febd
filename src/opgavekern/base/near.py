"""Near misses: what someone probably meant."""

from __future__ import annotations

from collections.abc import Collection

from opgavekern.base.texts import Message, message

_ENOUGH_TO_SIFT = 400


def near(word: str, known: Collection[str], *, most: int = 3) -> tuple[str, ...]:
    """Return the known words most like `word`, best first, ignoring case.

    Among very many words only those that start alike and are about as long are compared, so that
    the cost stays small for dossiers with thousands of ids.
    """
    folds: dict[str, str] = {}
    wanted = word.casefold()
    for one in sorted(known):
        folded = one.casefold()
        if len(known) > _ENOUGH_TO_SIFT and not (
            folded[:2] == wanted[:2] and abs(len(folded) - len(wanted)) <= 3
        ):
            continue
        folds.setdefault(folded, one)
    import difflib  # A near miss is sought when something is wrong, not when all is well.

    close = difflib.get_close_matches(wanted, list(folds)[:_ENOUGH_TO_SIFT], n=most, cutoff=0.6)
    return tuple(folds[one] for one in close)


def did_you_mean(word: str, known: Collection[str]) -> Message | None:
    """Ask whether a near miss was meant; None where nothing comes near."""
    found = near(word, known, most=1)
    if not found:
        return None
    return message('Bedoelt u "{near}"?', 'Did you mean "{near}"?', near=found[0])


def one_of(known: Collection[str], *, word: str = "", most: int = 12) -> Message:
    """Say what may stand there, with the near miss first if there is one."""
    shown = sorted(known)
    listed = ", ".join(shown[:most]) + (" …" if len(shown) > most else "")
    meant = near(word, known, most=1) if word else ()
    if meant:
        return message(
            'Bedoelt u "{near}"? Mogelijk zijn: {known}.',
            'Did you mean "{near}"? Use one of: {known}.',
            near=meant[0],
            known=listed,
        )
    return message("Mogelijk zijn: {known}.", "Use one of: {known}.", known=listed)
