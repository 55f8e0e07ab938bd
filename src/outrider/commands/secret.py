"""`outrider secret rotate`: a new secret key, and everything encrypted with it again."""

from rich.console import Console

from outrider.errors import Invalid
from outrider.outreach.tenancy import rotation
from outrider.process import open_core
from outrider.settings import Settings
from outrider.store.crypto import FILE, add_secret


async def rotate(settings: Settings, console: Console) -> list[str]:
    """Make the new key (in the data directory) or take it (from OUTRIDER_SECRET_KEY) and encrypt everything with it.

    Processes that read the key from the same file go on and follow. A heading, then counts, tab-separated.
    """
    if settings.secret_key and not settings.other_secret_keys:
        raise Invalid(
            "Give the new key as OUTRIDER_SECRET_KEY and the present one in OUTRIDER_OTHER_SECRET_KEYS, to every process."
        )
    async with open_core(settings):  # what is kept there belongs to this database, or nothing is changed
        pass
    if not settings.secret_key:
        add_secret(settings.data_dir / FILE)
    async with open_core(settings) as core:
        with console.status("Encrypting with the new key…") as status:
            done = await rotation.rotate(core, lambda so_far: status.update(f"Encrypted {so_far.renewed} of {so_far.seen}…"))
    where = "OUTRIDER_OTHER_SECRET_KEYS" if settings.secret_key else str(settings.data_dir / FILE)
    console.print(
        f"Keep the earlier key in {where} as long as links in mail that was sent before should work.",
        highlight=False,
        soft_wrap=True,
    )
    return ["what\tvalues", f"encrypted again\t{done.renewed}", f"unreadable\t{done.unreadable}", f"all\t{done.seen}"]
