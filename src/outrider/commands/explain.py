"""`outrider explain`: why a campaign, sender or enrollment is not sending, and when it will."""

from outrider.outreach.base.scope import Actor
from outrider.process import open_scope
from outrider.settings import Settings
from outrider.web.explain import OF, number

ACTOR = Actor("cli")


async def explained(settings: Settings, kind: str, given: str) -> list[str]:
    """The deciding reason and the time of the next action, then all reasons, one per line. Raises NotFound."""
    id = number(kind, given)
    async with open_scope(settings, ACTOR) as scope:
        found = await OF[kind](scope, id)
    when = found.next_at.isoformat(timespec="seconds") if found.next_at else "not by itself"
    lines = [f"{found.code}\t{found.sentence}", f"next\t{when}"]
    if found.parts:
        lines.append("part\treason\tof\tlimit\tuntil")
    for part in found.parts:
        whose = f"{part.object['kind']} {part.object['id']} {part.object['name']}" if part.object else "-"
        limit = f"{part.limit['used']} of {part.limit['limit']} on {part.limit['day']}" if part.limit else "-"
        until = part.next_at.isoformat(timespec="seconds") if part.next_at else "-"
        lines.append("\t".join(("part", part.code, whose, limit, until)))
    return lines
