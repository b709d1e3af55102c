"""A real browser on the playground's page, with the real Takt behind it."""

import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, async_playwright

from bot.app import build, running
from bot.ports import WorkspaceId
from playground.server import Playground
from tests.e2e.conftest import MANIFEST, takt_settings

PICTURES = Path(__file__).parent.parent.parent / "docs" / "pictures"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP, PHONE = {"width": 1180, "height": 760}, {"width": 390, "height": 844}


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """Chromium. Elsewhere than in CI the browser tests are left out where there is none."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("CI must have Chromium: scripts/install-chromium")
        pytest.skip("no Chromium here; `make browser` installs it on Debian and Ubuntu")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        await browser.close()


@pytest.fixture
async def url(tmp_path: Path) -> AsyncIterator[str]:
    """The address of the page."""
    playground = Playground(MANIFEST)
    await playground.start()
    try:
        async with running(build(takt_settings(playground, "socket", f"sqlite:///{tmp_path}/takt.db"))) as takt:
            await takt.services.fair.notice.open_demo(WorkspaceId(playground.state.world.team_id))
            yield playground.url
    finally:
        await playground.stop()


class Screen:
    """One person at the page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    async def types(self, text: str) -> None:
        """Write into the composer and send it by Enter."""
        composer = self.page.get_by_test_id("composer")
        await composer.fill(text)
        await composer.press("Escape")  # the command menu closes; the text stays
        await composer.press("Enter")

    async def sees(self, text: str) -> None:
        """Wait until the newest message with the text is on the screen."""
        await self.page.get_by_test_id("message").filter(has_text=text).last.wait_for()

    async def presses(self, name: str) -> None:
        """Press the last button with this name."""
        await self.button(name).click()

    def button(self, name: str) -> Locator:
        """The last button with this visible name."""
        return self.page.locator("button:visible", has_text=name).last

    async def picture(self, name: str) -> None:
        """Keep a picture of the screen for the README, where pictures are asked for (TAKT_PICTURES=1)."""
        if os.environ.get("TAKT_PICTURES"):
            await self.page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")


async def sit_down(
    browser: Browser, url: str, person: str, size: dict[str, int] | None = None, place: str = "channel=C0BUTIK"
) -> Screen:
    """Open the page as a person, in a channel, and wait until it is ready."""
    page = await browser.new_page(viewport=size or DESKTOP)  # type: ignore[arg-type]
    page.set_default_timeout(10_000)
    await page.goto(f"{url}/?as={person}&{place}")
    await page.locator("html[data-ready]").wait_for()
    return Screen(page)
