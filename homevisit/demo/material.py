"""The words the school is made of, and the decks they are dealt from.

The texts lie in `resources/demo`; a deck gives each of its cards once before any comes
again, so that neighbouring records never say the same.
"""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from homevisit.paths import resource_path

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

Card = TypeVar("Card")


@cache
def material(name: str) -> dict[str, Any]:
    """Return one file of texts, such as `visits`."""
    text = resource_path("demo", f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)


class Deck(Generic[Card]):
    """Deals cards in a shuffled order, all of them before any a second time."""

    def __init__(self, cards: Sequence[Card], chance: Random) -> None:
        self._cards = list(cards)
        self._chance = chance
        self._left: list[Card] = []

    def deal(self) -> Card:
        if not self._left:
            last = self._cards[-1:]
            self._chance.shuffle(self._cards)
            # The card dealt last must not be the first of the next round.
            if len(self._cards) > 1 and self._cards[-1:] == last:
                self._cards.insert(0, self._cards.pop())
            self._left = list(self._cards)
            self._cards = self._left[::-1]
        return self._left.pop()


class Decks:
    """One deck for each list of a file of texts."""

    def __init__(self, name: str, chance: Random) -> None:
        self._texts = material(name)
        self._chance = chance
        self._decks: dict[str, Deck[Any]] = {}

    def deal(self, key: str, fits: Callable[[str], bool] | None = None) -> Any:  # noqa: ANN401  cards are texts or small tables
        """Return the next card of the list `key` that `fits`, if there is any."""
        if key not in self._decks:
            self._decks[key] = Deck(self._texts[key], self._chance)
        card = self._decks[key].deal()
        for _other in self._texts[key]:
            if fits is None or fits(str(card)):
                break
            card = self._decks[key].deal()
        return card
