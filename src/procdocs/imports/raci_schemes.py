"""Letters of other matrices than RACI, to those that the format has."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreign:
    """A matrix with letters of its own."""

    name: str
    """What it is called."""
    letters: Mapping[str, tuple[str, ...]]
    """What each of its letters becomes."""


RAPID = Foreign(
    name="RAPID (recommend, agree, perform, input, decide)",
    letters={"R": ("C",), "A": ("C",), "P": ("R",), "I": ("C",), "D": ("A",)},
)
VMI = Foreign(
    name="a German matrix (V verantwortlich, M mitwirkend, I informiert)",
    letters={
        "V": ("A", "R"),
        "M": ("S",),
        "E": ("A",),
        "D": ("R",),
        "B": ("C",),
        "I": ("I",),
    },
)


def foreign_scheme(letters: Iterable[str]) -> Foreign | None:
    """Tell a matrix that means something else by its letters.

    Args:
        letters: All single letters in the cells of a table.

    Returns:
        RAPID where somebody performs (P) and somebody decides (D); a German matrix where there is
        V and M, or V without R and A. None: the letters mean what they mean here.
    """
    found = set(letters)
    if {"P", "D"} <= found <= RAPID.letters.keys():
        return RAPID
    if "V" in found and found <= VMI.letters.keys() and ("M" in found or not found & {"C", "S"}):
        return VMI
    return None
