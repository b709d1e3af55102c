"""The layers while they learn to be kept in four bits: seen rounded, moved whole.

Rounding what was trained at full length undoes much of it (docs/answers.md), so the last rounds see what will be kept.
The gradient of the rounded numbers is taken for that of the whole ones: the straight-through estimator of Bengio,
Léonard and Courville, "Estimating or Propagating Gradients Through Stochastic Neurons" (2013).
"""

from collections.abc import Mapping

import numpy as np
import torch

from training.model_file import BLOCK, LEAST_STEP, MOST_STEP, scales_of
from training.network import Tensors


class FourBits:
    """The scales of the matrices, which stay as they are at the beginning, and the numbers at these scales."""

    def __init__(self, matrices: Mapping[str, torch.Tensor]) -> None:
        self._scales = {name: torch.from_numpy(scales_of(whole.detach().numpy())) for name, whole in matrices.items()}

    def __call__(self, learning: Tensors) -> Tensors:
        """The numbers as the file will have them; what it keeps in 32 bits is left as it is."""
        return {
            name: _Rounded.apply(whole, self._scales[name]) if name in self._scales else whole
            for name, whole in learning.items()
        }

    def scales(self) -> dict[str, np.ndarray]:
        """What a step is, for each block of each matrix."""
        return {name: scale.numpy() for name, scale in self._scales.items()}


class _Rounded(torch.autograd.Function):
    @staticmethod
    def forward(_: object, whole: torch.Tensor, scales: torch.Tensor) -> torch.Tensor:
        steps = (whole.view(-1, BLOCK) / scales).round_().clamp_(LEAST_STEP, MOST_STEP)
        return (steps * scales).view_as(whole)

    @staticmethod
    def backward(_: object, *gradients: torch.Tensor) -> tuple[torch.Tensor, None]:
        return gradients[0], None
