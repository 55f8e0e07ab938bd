"""Texts tried out when they are saved: what could never be sent, or would cost too much, is refused with a sentence."""

import asyncio
from collections.abc import Iterable
from datetime import datetime

from outrider.errors import Invalid
from outrider.rules import merge

# (what the text is called in a refusal, its field, the text, whether it is HTML)
Text = tuple[str, str, str, bool]


async def try_out(texts: Iterable[Text], now: datetime) -> None:
    """Raise Invalid 'invalid_template' for the first text from which no message could be made. Works off the event loop."""
    wanted = [text for text in texts if merge.is_template(text[2])]
    if wanted:
        await asyncio.to_thread(_try_out, wanted, now)


def _try_out(texts: Iterable[Text], now: datetime) -> None:
    budget = merge.trial_budget()
    for name, field, text, html in texts:
        try:
            merge.try_out(text, html=html, now=now, meter=budget)
        except merge.InvalidTemplate as error:
            raise Invalid(f"{name} cannot be used: {error}.", code="invalid_template", field=field) from None
