"""How the measures of a network were counted, for whoever wants to check what is told of it."""

from __future__ import annotations

from opgavekern.base.texts import Text, message
from opgavekern.report.blocks import Cell, Fold, Sayable, Terms
from opgavekern.report.pages.network_measured import Told


def how_counted(told: Told) -> Fold:
    """Say of each measure what was counted, and where it comes from."""
    index, density = told.crossing.index, told.cohesion.density
    pairs: list[tuple[Sayable, Cell]] = [
        (
            Text(nl="Contact", en="Contact"),
            Text(
                nl="Elke relatie telt, van welke soort ook en welke kant op, ook een die hindert. "
                "Wie niet antwoordde, telt mee voor zover anderen hem noemden; een tweetal "
                "waarvan geen van beiden antwoordde, is niet bekend.",
                en="Every tie counts, of any kind and either way, one that hinders too. Whoever "
                "did not answer counts as far as others named them; a pair of which neither "
                "answered is not known.",
            ),
        ),
        (
            Text(nl="Dichtheid", en="Density"),
            message(
                "{density}: het deel van de tweetallen dat contact heeft, van de tweetallen "
                "waarvan dat bekend is.",
                "{density}: the share of pairs that have contact, of those of which that is known.",
                density=_figure(density),
            ),
        ),
        (
            Text(nl="Verbinden", en="Linking"),
            Text(
                nl="Tweetallen die beide contact hebben met deze partij en niet met elkaar "
                "(bemiddeling volgens Gould en Fernandez, 1989). Van wie niet antwoordde is dit "
                "niet bekend.",
                en="Pairs who both have contact with this party and not with each other "
                "(brokerage after Gould and Fernandez, 1989). Of whoever did not answer this is "
                "not known.",
            ),
        ),
        (
            Text(nl="Afhankelijkheid", en="Dependence"),
            Text(
                nl="Wie niet meer bij het grootste deel hoort als één partij wegvalt (Borgatti, "
                "2006).",
                en="Who is no longer with the largest part when one party leaves (Borgatti, 2006).",
            ),
        ),
        (
            Text(nl="Eigen kring", en="Own kind"),
            message(
                "E-I-index {index}: 1 als alle relaties tussen soorten lopen, −1 als alle "
                "binnen een soort blijven; naar de grootte van de soorten te verwachten "
                "{expected} (Krackhardt en Stern, 1988).",
                "E-I index {index}: 1 if all ties run between kinds, −1 if all stay within one; "
                "by the sizes of kinds {expected} is expected (Krackhardt and Stern, 1988).",
                index=_figure(index),
                expected=_figure(told.crossing.expected),
            ),
        ),
    ]
    if told.introductions is not None:
        pairs.append(
            (
                Text(nl="Kennismaken", en="Introductions"),
                Text(
                    nl="Per stap het tweetal dat de gemiddelde nabijheid van allen het meest "
                    "verhoogt; nabijheid is 1 gedeeld door het aantal stappen (Latora en "
                    "Marchiori, 2001).",
                    en="Step by step the pair that most raises the mean nearness of all; nearness "
                    "is 1 divided by the number of steps (Latora and Marchiori, 2001).",
                ),
            )
        )
    return Fold(
        title=Text(nl="Hoe dit is geteld", en="How this was counted"), blocks=(Terms(tuple(pairs)),)
    )


def _figure(value: float | None) -> float | str:
    return "–" if value is None else round(value, 2)
