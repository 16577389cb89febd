"""Words that people put above columns and in cells, and the fields, kinds and terms they mean."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from opgavekern.exchange.sheets import plain_name


def _words(table: Mapping[str, str]) -> Mapping[str, frozenset[str]]:
    return MappingProxyType(
        {
            name: frozenset(plain_name(word) for word in words.split(","))
            for name, words in table.items()
        }
    )


#: Headers by the field that they may mean, whatever the kind; labels of fields come before them.
FIELD_WORDS: Final[Mapping[str, frozenset[str]]] = _words(
    {
        "title": "titel,onderwerp,item,actie,actiepunt,maatregel,activiteit,project,naam,melding,"
        "signaal,wat,korte omschrijving,subject,topic,action,activity,summary,what,report",
        "name": "naam,naam organisatie,partij,partner,organisatie,organisation,partner name",
        "description": "omschrijving,toelichting,beschrijving,tekst,details,uitleg,text,"
        "explanation,omschrijving melding,tekst melding,remarks of the reporter",
        "action_owner": "trekker,eigenaar,verantwoordelijke,uitvoerder,actiehouder,wie,door wie,"
        "owner,responsible,lead,who,organisatie",
        "owners": "eigenaar,trekker,verantwoordelijke organisatie,owner",
        "state": "stand,status,voortgang,fase,stand van zaken,progress",
        "status": "stand,fase,voortgang,stand van zaken",
        "due": "wanneer,gereed,planning,deadline,einddatum,datum gereed,wanneer gereed,termijn,"
        "opleverdatum,when,finish,end date,uiterlijk",
        "valid": "periode,looptijd,jaar,jaren,period,years",
        "areas": "wijk,buurt,gebied,locatie,plaats,stadsdeel,waar,district,neighbourhood,area,"
        "location,where",
        "area": "wijk,buurt,gebied,locatie,stadsdeel,district,neighbourhood,location",
        "theme": "thema,categorie,rubriek,hoofdcategorie,soort melding,category,type of report",
        "raised_on": "datum,melddatum,ontvangen,ontvangen op,datum melding,ingediend op,"
        "datum ontvangst,date,received,reported on,date received",
        "answered_on": "afgehandeld op,datum antwoord,datum afhandeling,answered,closed on",
        "answer": "antwoord,reactie,afhandeling,terugkoppeling,reply,response",
        "id": "nr,nummer,meldnummer,meldingsnummer,zaaknummer,code,kenmerk,volgnummer,number,"
        "case number,no",
        "chapter": "hoofdstuk,onderdeel,pijler,spoor,lijn,speerpunt,section,pillar",
        "result": "resultaat,opbrengst,effect,outcome",
        "issues": "opgave,issue",
        "programme": "programma,plan",
        "note": "opmerking,opmerkingen,bijzonderheden,notities,remarks,comments",
        "kind": "soort,type,soort organisatie",
        "outcome": "uitslag,uitkomst,besluit,stemming,result of the vote",
        "position": "houding,positie,opstelling,attitude",
        "settled_on": "afgedaan,afgedaan op,datum afgedaan,settled",
        "portfolio": "portefeuille,portefeuillehouder",
        "made_on": "datum,toegezegd op,date",
        "made_by": "portefeuillehouder,wethouder,door",
        "on": "datum,dag,date,day",
        "costs": "kosten,bedrag,budget",
        "contract_hours": "uren,contracturen,uren per week,hours",
        "function": "functie,rol,function",
    }
)

#: Words in a title, a sheet's or a file's name by the kind of record that they speak of.
KIND_WORDS: Final[Mapping[str, frozenset[str]]] = _words(
    {
        "programme_item": "actie,acties,actiepunten,actieplan,wijkactieplan,actielijst,"
        "uitvoeringsprogramma,item,items,actions,action plan,trekker",
        "signal": "melding,meldingen,meldnummer,klacht,klachten,reports,complaints",
        "stakeholder": "stakeholder,stakeholders,belanghebbenden,stakeholderanalyse",
        "organisation": "organisatie,partners,partijen,organisations",
        "issue": "opgaven,opgave",
        "pledge": "toezegging,toezeggingen,toezeggingenlijst",
        "motion": "motie,moties,motielijst",
        "question": "raadsvragen,schriftelijke vragen",
        "effort": "inspanningen,projecten,project,projects",
        "goal": "doelen,doelstellingen",
        "measure": "maatregelen,measures",
        "indicator": "indicatoren,kpi,kpi's",
        "person": "medewerkers,medewerker,collega's,employees,staff",
    }
)

#: What is said of a term, by its identifier, in whatever enumeration it is.
TERM_WORDS: Final[Mapping[str, frozenset[str]]] = _words(
    {
        "planned": "nog niet gestart,niet gestart,in voorbereiding,voorbereiding,te starten,open,"
        "not started,to do",
        "running": "lopend,bezig,in uitvoering,gestart,actief,onderhanden,in progress,started,"
        "active,ongoing,op schema",
        "done": "klaar,afgerond,voltooid,uitgevoerd,afgehandeld,gereed (succesvol),finished,"
        "completed,ready,gerealiseerd",
        "blocked": "vertraagd,stagneert,geblokkeerd,loopt niet,niet gerealiseerd,delayed,stuck,"
        "knelpunt / niet gerealiseerd",
        "later": "on hold,uitgesteld,doorgeschoven,later gepland,postponed,geparkeerd",
        "dropped": "gestopt,geschrapt,vervalt,cancelled,stopped,ingetrokken",
        "adopted": "aangenomen,akkoord,accepted,passed",
        "housing_association": "corporatie,woningcorporatie,woningbouwvereniging",
        "delivering": "loopt,in uitvoering,uitvoering",
    }
)


def means(word: str, table: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """Return the names in a table that a word may mean."""
    folded = plain_name(word)
    return tuple(name for name, words in table.items() if folded in words)
