"""How well searches find what staff ask for, by the questions of relevance.yaml."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.test import Client

from tests.addresses import address

QUESTIONS = Path(__file__).with_name("relevance.yaml")
# Of three questions the last is held back.
EVERY = 3
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody asks.

    Args:
        text: as typed.
        language: of the page it is typed into.
        wanted: kinds and beginnings of titles, any of which is right.
        within: among how many of the first results it must be.
        is_held_back: whether nobody looks at it while the search is changed.
    """

    text: str
    language: str
    wanted: tuple[tuple[str, str], ...]
    within: int
    is_held_back: bool

    def is_answered_by(self, results: list[Any]) -> bool:
        """Say whether what must be found stands where it must."""
        return any(
            found["kind"] == kind and found["title"].startswith(title)
            for found in results[: self.within]
            for kind, title in self.wanted
        )


@cache
def questions() -> list[Question]:
    """Return all questions."""
    rows = yaml.safe_load(QUESTIONS.read_text())
    return [
        Question(
            row["ask"],
            row["in"],
            tuple((kind, title) for kind, title in (page.split(": ", 1) for page in row.get("first") or row["three"])),
            1 if "first" in row else 3,
            number % EVERY == 0,
        )
        for number, row in enumerate(rows, 1)
    ]


def ask(client: Client, text: str, language: str, **filters: Any) -> Any:
    """Return the answer for scripts."""
    response = client.get(address("search", language=language), {"q": text, "format": "json", **filters})
    assert response.status_code == 200
    return response.json()


def answer_to(client: Client, question: Question) -> list[Any]:
    """Return what somebody finds who asks, and takes the other spelling that is offered where there is nothing."""
    answer = ask(client, question.text, question.language)
    if not answer["results"] and answer["did_you_mean"]:
        answer = ask(client, answer["did_you_mean"], question.language)
    return list(answer["results"])


def misses(client: Client, *, held_back: bool) -> Iterator[str]:
    """Yield what is not found where it must be, each question with what came instead."""
    for question in questions():
        if question.is_held_back == held_back:
            results = answer_to(client, question)
            if not question.is_answered_by(results):
                wanted = " or ".join(": ".join(page) for page in question.wanted)
                found = [f"{each['kind']}: {each['title'][:70]}" for each in results[:SHOWN]]
                yield "\n    ".join(
                    [f"{question.text} ({question.language}): wanted {wanted} in the first {question.within}, found"]
                    + (found or ["nothing"])
                )
