"""A card that is put together once is the card that the view makes, for each who may do other things with it."""

from dataclasses import replace

import pytest

from bot.catalogue.loader import load
from bot.catalogue.model import Catalogue
from bot.i18n import translator
from bot.settings import DEFAULT_CONTENT
from handlers.ready_cards import MOST_CARDS, ReadyCards
from handlers.views import voting
from handlers.views.asked import Asked
from handlers.views.cards import card
from handlers.views.home import window

ENGLISH = translator("en")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load(DEFAULT_CONTENT)


@pytest.mark.parametrize("can_observe", [True, False])
@pytest.mark.parametrize("can_share", [True, False])
@pytest.mark.parametrize("language", ["en", "da"])
def test_it_is_what_the_view_makes(catalogue: Catalogue, language: str, can_share: bool, can_observe: bool) -> None:
    cards, t = ReadyCards(), translator(language)
    for _ in range(2):
        for one in catalogue.standards:
            found = catalogue.localise(one, language)
            made = card(found, catalogue, t, can_share=can_share, can_observe=can_observe)
            given = cards.card(found, catalogue, t, can_share=can_share, can_observe=can_observe)
            assert given.to_dict() == made.to_dict()
            assert window(given, t).to_dict() == window(made, t).to_dict()


def test_standard_that_changed_gets_a_new_card(catalogue: Catalogue) -> None:
    cards, found = ReadyCards(), catalogue.localise(catalogue.standards[0], "en")
    cards.card(found, catalogue, ENGLISH, can_share=True, can_observe=True)
    reworded = replace(found, text=found.text.model_copy(update={"why": "Because the guests say so."}))
    card = cards.card(reworded, replace(catalogue), ENGLISH, can_share=True, can_observe=True)
    assert "Because the guests say so." in card.text
    assert "Because the guests say so." in str(card.to_dict()["blocks"])


def test_cards_do_not_pile_up(catalogue: Catalogue) -> None:
    cards, found = ReadyCards(), catalogue.localise(catalogue.standards[0], "en")
    for number in range(2 * MOST_CARDS):
        one = replace(found, standard=found.standard.model_copy(update={"id": f"standard-{number}"}))
        cards.card(one, catalogue, ENGLISH, can_share=True, can_observe=True)
        assert cards.kept <= MOST_CARDS


def test_votes_of_two_answers_by_the_same_card_do_not_mix(catalogue: Catalogue) -> None:
    found = catalogue.localise(catalogue.standards[0], "en")
    one = ReadyCards().card(found, catalogue, ENGLISH, can_share=True, can_observe=False)
    shown = [voting.votable(one, Asked("greeting", key=key), ENGLISH).to_dict() for key in ("first", "second")]
    values = [[button["value"] for button in message["blocks"][-1]["elements"]] for message in shown]
    assert [[Asked.read(value).key for value in both] for both in values] == [["first"] * 2, ["second"] * 2]
