"""The table of languages: what mail programs, machines and people write in each.

Where its facts come from: quotation introductions and header labels are those of the localizations of Gmail, Outlook, Apple
Mail and Thunderbird (Thunderbird's are published in its `composeMsgs.properties`), as they also stand in the test data of
public reply parsers (github/email_reply_parser, crisp-oss/email-reply-parser, discourse/email_reply_trimmer, mailgun/talon).
Subjects of automatic answers are Exchange's localized prefixes and those listed by public help desks (osTicket, FreeScout).
Months and weekdays are CLDR's, in the cases in which they follow "until" and "on". Wordings of people are our own.
"""

from outrider.rules.languages import (
    cyrillic,
    eastern_asian,
    further,
    germanic,
    nordic,
    northern_and_eastern,
    romance,
    slavic,
    western_asian,
)
from outrider.rules.languages.language import Language, phrases

__all__ = ["ALL", "Language", "phrases"]

ALL: tuple[Language, ...] = (
    *germanic.ALL,
    *nordic.ALL,
    *romance.ALL,
    *slavic.ALL,
    *cyrillic.ALL,
    *northern_and_eastern.ALL,
    *western_asian.ALL,
    *eastern_asian.ALL,
    *further.ALL,
)
