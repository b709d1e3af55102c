"""Linear discriminant analysis: which standard a question belongs to, where each has only a few lines; pure.

R. A. Fisher 1936, Annals of Eugenics 7; the covariance that all standards share is drawn towards a multiple of the
identity (J. H. Friedman 1989, JASA 84), for there are fewer lines than it has numbers.
"""

from dataclasses import dataclass

import numpy as np

from bot.answers.grams import Floats, Integers

SHRUNK = 0.9  # how far the covariance is drawn to the identity
SHARPNESS = 0.1  # of the likelihoods: lines of one standard are less alike than the model believes


@dataclass(frozen=True)
class Discriminant:
    """Weights of the dimensions, and an offset, for each standard."""

    weights: Floats
    offsets: Floats

    def likely(self, vectors: Floats) -> Floats:
        """How likely each standard is for each vector: rows that sum to one."""
        return _shares(vectors @ self.weights - self.offsets)


def learn(vectors: Floats, owners: Integers, count: int) -> tuple[Discriminant, Floats]:
    """What tells the standards apart, and what it would say of each line had that line not been there."""
    sizes = np.maximum(np.bincount(owners, minlength=count), 1)[:, None]
    sums = np.zeros((count, vectors.shape[1]), np.float32)
    np.add.at(sums, owners, vectors)
    means = (sums / sizes).astype(np.float32)
    inverse = _inverse(vectors - means[owners])
    weights = means @ inverse
    found = Discriminant(weights.T.astype(np.float32), _offsets(means, weights))
    scores = vectors @ found.weights - found.offsets
    fewer = np.maximum(sizes[owners] - 1, 1)
    without = (sums[owners] - vectors) / fewer
    turned = without @ inverse
    lines = np.arange(len(owners))
    scores[lines, owners] = (vectors * turned).sum(axis=1) - _offsets(without, turned)
    return found, _shares(scores)


def _inverse(around: Floats) -> Floats:
    shared = around.T @ around / max(len(around), 1)
    size = len(shared)
    round_one = np.eye(size, dtype=np.float32) * max(float(np.trace(shared)) / size, 1e-6)
    inverse: Floats = np.linalg.inv((1 - SHRUNK) * shared + SHRUNK * round_one).astype(np.float32)
    return inverse


def _offsets(means: Floats, weights: Floats) -> Floats:
    half: Floats = (0.5 * (means * weights).sum(axis=1)).astype(np.float32)
    return half


def _shares(scores: Floats) -> Floats:
    raised = np.exp(SHARPNESS * (scores - scores.max(axis=1, keepdims=True)))
    shares: Floats = (raised / raised.sum(axis=1, keepdims=True)).astype(np.float32)
    return shares
