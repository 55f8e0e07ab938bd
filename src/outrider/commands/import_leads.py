"""`outrider import leads`: import a CSV file into a list or a campaign, with progress and a summary."""

from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from outrider.errors import NotFound
from outrider.outreach.base.scope import Actor, Scope
from outrider.outreach.campaigns import campaigns
from outrider.outreach.enrollments import imports
from outrider.outreach.leads import lists
from outrider.outreach.tenancy import installation
from outrider.process import open_core
from outrider.settings import Settings

ACTOR = Actor("cli")
ALWAYS = ("created", "updated", "duplicate", "suppressed", "invalid")


async def _list_id(scope: Scope, name: str) -> int:
    found = await lists.by_name(scope, name)
    return (found or await lists.create(scope, name)).id


async def _campaign_id(scope: Scope, name: str) -> int:
    if found := await campaigns.by_name(scope, name):
        return found.id
    if name.isascii() and name.isdigit() and len(name) < 19:
        return (await campaigns.get(scope, int(name))).id
    raise NotFound(f"There is no campaign {name!r}. Give the name or id of an existing one.")


async def import_leads(
    settings: Settings,
    file: Path,
    to_list: str | None,
    to_campaign: str | None,
    columns: dict[str, str],
    console: Console,
) -> None:
    """Print the counts on stdout, one `name<tab>count` per line; they add up to the number of rows in the file."""
    async with open_core(settings) as core:
        workspace_id = await installation.find_workspace(core, settings.workspace)
        async with core.scope(workspace_id, ACTOR) as scope:
            list_id = await _list_id(scope, to_list) if to_list else None
            campaign_id = await _campaign_id(scope, to_campaign) if to_campaign else None
        bar = Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=console
        )
        with bar:
            task: TaskID | None = None

            async def show(done: int, total: int) -> None:
                nonlocal task
                if task is None:
                    task = bar.add_task(f"Importing {file.name}", total=total)
                bar.update(task, completed=done)

            summary = await imports.import_csv(
                core,
                workspace_id,
                file,
                columns=columns,
                list_id=list_id,
                campaign_id=campaign_id,
                actor=ACTOR,
                progress=show,
            )
    for name in imports.RESULTS:
        if name in ALWAYS or summary.counts.get(name):
            print(f"{name}\t{summary.counts.get(name, 0)}")
    if summary.reject_file:
        console.print(f"Rejected rows, with reasons: {summary.reject_file}", highlight=False)
