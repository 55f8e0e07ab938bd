"""The site of a key."""

from fastapi import APIRouter

from outrider.dialects.kit.access import Scoped
from outrider.dialects.kit.ids import uid
from outrider.dialects.makinari import answer_types
from outrider.outreach.tenancy import workspaces

router = APIRouter(tags=["Site"])


@router.get("/site")
async def get_site(scope: Scoped) -> answer_types.OneSite:
    """The site of the key: its id goes into every other request."""
    found = await workspaces.get(scope)
    return {"success": True, "site": {"id": uid("workspace", found.id), "name": found.name}}
