"""A day in the shop, in a real browser: ask, get the tip, log an observation, read it; in both languages."""

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.conftest import PHONE, sit_down


async def choose_standard(page: Page, words: str, title: str) -> None:
    """Type into the standard's field, pick by the keyboard."""
    field = page.locator("input[data-action-id='observe.standard']")
    await field.fill(words)
    await page.get_by_role("option", name=title).first.wait_for()
    await field.press("Enter")


@pytest.mark.parametrize(
    ("person", "question", "answer", "share", "shared"),
    [
        ("U0ANNA", "/standard hilsen", "mundtlig hilsen inden for 10 sekunder", "Del i kanalen", "har delt"),
        ("U0BEN", "/standard greeting", "greeted out loud within 10 seconds", "Share in channel", "shared"),
    ],
)
async def test_asking_and_sharing(
    browser: Browser, url: str, person: str, question: str, answer: str, share: str, shared: str
) -> None:
    asker = await sit_down(browser, url, person)
    await asker.types(question)
    await asker.sees(answer)
    colleague = await sit_down(browser, url, "U0SOFIE")
    await expect(colleague.page.get_by_text(answer)).to_have_count(0)
    await asker.picture("ask-da" if person == "U0ANNA" else "ask-en")
    await asker.presses(share)
    await colleague.sees(answer)


async def test_the_form_in_danish_and_the_colleague_reads_it(browser: Browser, url: str) -> None:
    sofie = await sit_down(browser, url, "U0SOFIE")
    await sofie.types("/observe @anna")
    modal = sofie.page.get_by_test_id("modal")
    await modal.wait_for()
    await modal.get_by_test_id("submit").click()  # nothing is chosen yet: the form stays and says so
    await expect(modal).to_be_visible()
    await choose_standard(sofie.page, "hil", "Hilsen")
    await modal.get_by_text("Forbilledligt", exact=True).click()
    await modal.locator("textarea[data-action-id='observe.note']").fill("Varm velkomst ved døren")
    await sofie.picture("observe-da")
    await modal.get_by_test_id("submit").click()
    await expect(modal).to_have_count(0)
    receipt = await sit_down(browser, url, "U0SOFIE", place="channel=D0SOFIE")
    await receipt.sees("Varm velkomst ved døren")
    anna = await sit_down(browser, url, "U0ANNA", place="channel=D0ANNA")
    await anna.sees("Varm velkomst ved døren")
    ben = await sit_down(browser, url, "U0BEN")
    await expect(ben.page.get_by_text("Varm velkomst ved døren")).to_have_count(0)


async def test_the_tip_comes_live_and_opens_its_standard_in_english(browser: Browser, url: str) -> None:
    ben = await sit_down(browser, url, "U0BEN")
    sofie = await sit_down(browser, url, "U0SOFIE")
    await sofie.types("/tips on 09:00 mon-fri en")
    await sofie.sees("09:00")
    await sofie.page.get_by_test_id("next-tip").click()
    await ben.sees("Today")
    await ben.picture("tip-en")
    await ben.presses("A")
    await ben.sees("You answered")
    await ben.presses("See the standard")
    await ben.button("Share in channel").wait_for()


async def test_the_page_works_on_a_phone_and_by_keyboard(browser: Browser, url: str) -> None:
    anna = await sit_down(browser, url, "U0ANNA", PHONE)
    await anna.page.keyboard.press("Tab")
    await anna.types("/standard")
    await anna.presses("Afstand og placering")
    await anna.sees("Personligt rum")
    width = await anna.page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"]
    await anna.picture("phone-da")


async def test_home_answers_a_question(browser: Browser, url: str) -> None:
    anna = await sit_down(browser, url, "U0ANNA", place="home=1")
    home = anna.page.get_by_test_id("home-view")
    await home.wait_for()
    await anna.button("Mine observationer").wait_for()
    await anna.picture("home-da")
