"""Near misses: what someone probably meant."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import takewhile

from opgavekern.base.texts import LANGUAGES, Language, Message, Text, message

_ENOUGH_TO_SIFT = 400
#: From here on a word is another one with a slip in it, and no other word.
_A_SLIP = 0.8
#: So many more are looked at, since equal likeness is settled by how a word begins.
_MOST_EQUAL = 5


def near(
    word: str, known: Collection[str], *, most: int = 3, least: float = 0.6
) -> tuple[str, ...]:
    """Return the known words most like `word`, best first, ignoring case.

    Of words that are as much like it, the one that begins like it comes first. Among very many
    words only those that start alike and are about as long are compared, so that the cost stays
    small for dossiers with thousands of ids.
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

    close = difflib.get_close_matches(
        wanted, list(folds)[:_ENOUGH_TO_SIFT], n=most + _MOST_EQUAL, cutoff=least
    )

    def likeness(one: str) -> tuple[float, int]:
        ratio = difflib.SequenceMatcher(None, one, wanted).ratio()
        pairs = zip(one, wanted, strict=False)
        return ratio, len([*takewhile(lambda pair: pair[0] == pair[1], pairs)])

    close.sort(key=likeness, reverse=True)
    return tuple(folds[one] for one in close[:most])


def did_you_mean(word: str, known: Collection[str]) -> Message | None:
    """Ask whether a near miss was meant; None where nothing comes near.

    What was written itself is no miss, and is never asked about.
    """
    found = next((one for one in near(word, known, most=2) if one != word), None)
    return None if found is None else _ask(found)


def did_you_mean_either(
    word: str, known: Mapping[Language, Collection[str]], otherwise: Message
) -> Message:
    """Ask as `did_you_mean` does, in each language about words of that language only.

    A word of the other language is asked about where it differs by a slip: people may write
    either, but nobody who reads Dutch means `units` by *juni*.

    Args:
        word: What was written.
        known: The words that may stand there, by language.
        otherwise: What to say in a language in which nothing comes near.
    """
    said = {}
    for language in LANGUAGES:
        found = near(word, known[language], most=1)
        for other in LANGUAGES:
            found = found or near(word, known[other], most=1, least=_A_SLIP)
        said[language] = (_ask(found[0]) if found else otherwise).text(language)
    return message("{said}", "{said}", said=Text(nl=said["nl"], en=said["en"]))


def _ask(meant: str) -> Message:
    return message('Bedoelt u "{near}"?', 'Did you mean "{near}"?', near=meant)


def one_of(known: Collection[str], *, word: str = "", most: int = 12) -> Message:
    """Say what may stand there, with the near miss first if there is one."""
    if not known:
        return message("Er zijn er geen.", "There are none.")
    listed = _listed(known, most)
    meant = near(word, [one for one in known if one != word], most=1) if word else ()
    if meant:
        return message(
            'Bedoelt u "{near}"? Mogelijk zijn: {known}.',
            'Did you mean "{near}"? Use one of: {known}.',
            near=meant[0],
            known=listed,
        )
    return message("Mogelijk zijn: {known}.", "Use one of: {known}.", known=listed)


def one_of_either(known: Mapping[Language, Collection[str]], *, most: int = 12) -> Message:
    """Say what may stand there, in each language with the words of that language only."""
    listed = Text(nl=_listed(known["nl"], most), en=_listed(known["en"], most))
    return message("Mogelijk zijn: {known}.", "Use one of: {known}.", known=listed)


def _listed(known: Collection[str], most: int) -> str:
    shown = sorted(known)
    return ", ".join(shown[:most]) + (" …" if len(shown) > most else "")
