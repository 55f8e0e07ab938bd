"""Chance that repeats: numbers drawn from a hash of a key, the same in every process and on every retry."""

from hashlib import blake2b


def fraction(*key: object) -> float:
    """A number in [0, 1), evenly spread over keys and always the same for the same key."""
    text = "\x1f".join(map(str, key))
    return (int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()) >> 11) / (1 << 53)


def pick(n: int, *key: object) -> int:
    """One of 0 .. n-1."""
    return int(fraction(*key) * n)
