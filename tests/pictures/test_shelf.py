"""Pictures are brought to Slack once for what they show, in each workspace."""

from dataclasses import replace

from bot.pictures.picture import Bar, Bars, Picture
from bot.pictures.shelf import MOST, Shelf
from bot.ports import WorkspaceId
from tests.fakes import WORKSPACE

PICTURE = Picture("How the tips do", (Bars("Share", (Bar("16 Nov", 60),), "<5"),))
OTHER = replace(PICTURE, title="Sådan går det med tips")


def test_a_picture_is_brought_once_and_another_is_another() -> None:
    shelf = Shelf()
    assert shelf.begin(WORKSPACE, PICTURE)
    assert not shelf.begin(WORKSPACE, PICTURE), "somebody is at it"
    assert shelf.file(WORKSPACE, PICTURE) is None
    shelf.put(WORKSPACE, PICTURE, "F1")
    assert not shelf.begin(WORKSPACE, replace(PICTURE)), "it shows the same"
    assert shelf.file(WORKSPACE, PICTURE) == "F1"
    assert shelf.begin(WORKSPACE, OTHER)
    assert shelf.begin(WorkspaceId("T0OTHER"), PICTURE)


def test_what_slack_does_not_take_is_not_tried_again_and_what_failed_for_the_moment_is() -> None:
    shelf = Shelf()
    shelf.begin(WORKSPACE, PICTURE)
    shelf.leave(WORKSPACE, PICTURE)
    assert shelf.begin(WORKSPACE, PICTURE)
    shelf.give_up(WORKSPACE, PICTURE)
    assert not shelf.begin(WORKSPACE, PICTURE)


def test_a_file_that_slack_does_not_show_is_brought_anew_twice() -> None:
    shelf = Shelf()
    for again in (True, True, False):
        shelf.begin(WORKSPACE, PICTURE)
        shelf.put(WORKSPACE, PICTURE, "F1")
        shelf.refuse(WORKSPACE, PICTURE, "F0")
        assert shelf.file(WORKSPACE, PICTURE) == "F1", "that was said of another file"
        shelf.refuse(WORKSPACE, PICTURE, "F1")
        assert shelf.file(WORKSPACE, PICTURE) is None
        assert shelf.begin(WORKSPACE, PICTURE) is again
        shelf.leave(WORKSPACE, PICTURE) if again else None


def test_only_the_latest_are_remembered() -> None:
    shelf = Shelf()
    shelf.put(WORKSPACE, PICTURE, "F1")
    for number in range(MOST):
        shelf.put(WORKSPACE, replace(PICTURE, title=str(number)), f"F{number}")
    assert shelf.file(WORKSPACE, PICTURE) is None
    assert shelf.begin(WORKSPACE, PICTURE)
