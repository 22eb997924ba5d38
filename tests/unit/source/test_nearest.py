"""What a writer probably meant."""

import pytest

from procdocs.source.nearest import Suggestions, nearest

KNOWN = ("owner", "sales-manager", "credit-check", "value", "variant_of")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("onwer", "owner"),
        ("Owner", "owner"),
        ("salesmanager", "sales-manager"),
        ("credit_check", "credit-check"),
        ("credit check", "credit-check"),
        ("manager", "sales-manager"),
        ("valeu", "value"),
        ("variant-of", "variant_of"),
        ("colour", None),
        ("x", None),
        ("", None),
    ],
)
def test_nearest(word: str, meant: str | None) -> None:
    assert nearest(word, KNOWN) == meant


def test_the_number_of_searches_is_bounded() -> None:
    suggestions = Suggestions()
    made = [suggestions.of("role", f"onwer{number}", ["owner"]) for number in range(1000)]
    assert made[0] == "owner"
    assert made[-1] is None
