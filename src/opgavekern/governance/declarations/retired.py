"""Codes that are used no more, and are kept so that nobody uses them again."""

from __future__ import annotations

from datetime import date

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.texts import Language, Message, Text, message


@attrs.frozen(kw_only=True)
class RetiredCode(Answer):
    """A code of a rule or criterion that its plugin took out.

    Attributes:
        code: As findings, waivers and receipts of earlier times name it; never used again.
        reason: Why it was taken out.
        since: From which day on the plugin is without it.
        replaced_by: The code of what took its place; empty where nothing did.
    """

    code: str
    reason: Text
    since: date
    replaced_by: str = ""

    @property
    def story(self) -> Message:
        """That it was retired, when and why, and what took its place."""
        instead = message(
            " Ervoor in de plaats kwam {code}.", " {code} took its place.", code=self.replaced_by
        )
        return message(
            "{code} is vervallen op {since}: {reason}{instead}",
            "{code} was retired on {since}: {reason}{instead}",
            code=self.code,
            since=self.since,
            reason=self.reason,
            instead=instead if self.replaced_by else "",
        )

    def text(self, language: Language = "en") -> str:
        """Return its story."""
        return self.story.text(language)
