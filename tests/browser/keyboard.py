"""A page used with the keys alone, and what is wrong with where they lead."""

import asyncio
from pathlib import Path
from typing import Any

from playwright.async_api import CDPSession, Page

_EYES = Path(__file__).with_name("keyboard.js").read_text()
_TAB = {"type": "rawKeyDown", "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}
_DOWN = {"type": "rawKeyDown", "key": "ArrowDown", "code": "ArrowDown", "windowsVirtualKeyCode": 40}
# A field for a date or a time has a stop for each of its parts, a frame one for each of its links.
_PARTS = 8


class Keys:
    """The keys of a page."""

    def __init__(self, page: Page, session: CDPSession) -> None:
        self.page, self.session = page, session
        self.tried: set[str] = set()  # menus and dialogs; several pages have the same

    @classmethod
    async def of(cls, page: Page) -> "Keys":
        return cls(page, await page.context.new_cdp_session(page))

    async def findings(self, within: str = "body") -> list[str]:
        """What is wrong with the keys of a page that was just loaded: with the way of Tab through this part of it, and with its
        menus and dialogs, except those that were tried on a page before.
        """
        await self.page.evaluate(_EYES)
        return [*await self._walk(within), *await self._menus(), *await self._dialogs()]

    async def _press(self, key: dict[str, Any], times: int) -> None:
        """Many presses at once: the browser takes them in their order."""
        await asyncio.gather(*(self.session.send("Input.dispatchKeyEvent", key) for _ in range(times)))

    async def _see(self, what: str, at: int | str | None = None) -> Any:
        return await self.page.evaluate(f"at => keys.{what}(at)", at)

    async def _walk(self, within: str) -> list[str]:
        """Tab reaches all that can be used, in order, with a ring to see, and leads out again."""
        await self._press(_TAB, await self._see("watch", within) + 1)
        left = -1
        while not await self._see("ended") and left != (left := await self._see("left")):
            await self._press(_TAB, left + _PARTS)
        return await self._see("found")

    async def _menus(self) -> list[str]:
        """Enter opens a menu and leads into it, arrow keys or Tab lead to its end, Escape closes it and gives the focus back."""
        wrong: list[str] = []
        for at, menu in enumerate(await self._see("menus")):
            if menu in self.tried:
                continue
            self.tried.add(menu)
            await self._see("toMenu", at)
            await self.page.keyboard.press("Enter")
            inside = await self._see("inMenu")
            if not inside["first"]:
                wrong.append(f"Enter does not lead into the menu: {menu}")
                continue
            await self._press(_DOWN if inside["plain"] else _TAB, inside["items"] - 1)
            for _ in range(0 if inside["plain"] else _PARTS * inside["items"]):
                if await self._see("atEnd"):
                    break
                await self._press(_TAB, 1)
            if not await self._see("atEnd"):
                wrong.append(f"does not lead to the menu's end: {menu}")
            await self.page.keyboard.press("Escape")
            if not await self._see("menuLeft", at):
                wrong.append(f"Escape does not lead back from the menu: {menu}")
        return wrong

    async def _dialogs(self) -> list[str]:
        """Each has a name and the focus, and Escape closes it and gives the focus back."""
        wrong: list[str] = []
        for at, opener in enumerate(await self._see("dialogs")):
            if opener in self.tried:
                continue
            self.tried.add(opener)
            if await self._see("toDialog", at):
                await self.page.keyboard.press("Enter")
            await self._see("toOpener", at)
            await self.page.keyboard.press("Enter")
            if not await self._see("inDialog"):
                wrong.append(f"no dialog with a name and the focus: {opener}")
                continue
            await self._press(_TAB, 1)
            await self.page.keyboard.press("Escape")
            if not await self._see("dialogLeft", at):
                wrong.append(f"Escape does not lead back from the dialog of: {opener}")
        return wrong
