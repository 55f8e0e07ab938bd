"""What automatic notes add to their news, in the languages of the table. All wordings are our own; which elements such notes have
was learned from published guides and templates in a dozen languages."""

from outrider.rules.languages.notices import asian, eastern, germanic, romance
from outrider.rules.languages.notices.notice import Notices

__all__ = ["ALL", "Notices"]

ALL: tuple[Notices, ...] = (*germanic.ALL, *romance.ALL, *eastern.ALL, *asian.ALL)
