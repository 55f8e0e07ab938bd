"""`outrider secret rotate`: re-encrypt everything with a new secret key."""

from rich.console import Console

from outrider.errors import Invalid
from outrider.outreach.tenancy import rotation
from outrider.process import open_core
from outrider.settings import Settings
from outrider.store.crypto import FILE, add_secret


async def rotate(settings: Settings, console: Console) -> list[str]:
    """Create a new key (in the data directory) or take it from OUTRIDER_SECRET_KEY, and re-encrypt everything.

    Running processes that use the same key file pick the new key up. Returns a heading and counts, tab-separated.
    """
    if settings.secret_key and not settings.other_secret_keys:
        raise Invalid(
            "Set OUTRIDER_SECRET_KEY to the new key and OUTRIDER_OTHER_SECRET_KEYS to the current one, for every process."
        )
    async with open_core(settings):  # fails here, before anything changes, if the key file belongs to another database
        pass
    if not settings.secret_key:
        add_secret(settings.data_dir / FILE)
    async with open_core(settings) as core:
        with console.status("Encrypting with the new key…") as status:
            done = await rotation.rotate(core, lambda so_far: status.update(f"Encrypted {so_far.renewed} of {so_far.seen}…"))
    where = "OUTRIDER_OTHER_SECRET_KEYS" if settings.secret_key else str(settings.data_dir / FILE)
    console.print(
        f"Keep the previous key in {where} for as long as links in mail that was already sent should work.",
        highlight=False,
        soft_wrap=True,
    )
    return ["what\tvalues", f"encrypted again\t{done.renewed}", f"unreadable\t{done.unreadable}", f"all\t{done.seen}"]
