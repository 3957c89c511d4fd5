"""What readers once failed on, and a few rounds of every fuzz target; minutes of it: python -m tests.fuzz."""

from pathlib import Path
from random import Random

import pytest

from tests.fuzz.mutate import mutated
from tests.fuzz.targets import TARGETS, fault

SEEDS = sorted((Path(__file__).parent / "fuzz" / "seeds").iterdir())
ROUNDS = 40


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_what_once_failed_is_read_or_refused(path):
    assert fault(TARGETS[path.name.split("-")[0]](), path.read_bytes()) == ""


@pytest.mark.parametrize("name", TARGETS)
def test_every_target_stands_a_few_rounds(name):
    target, chance = TARGETS[name](), Random(20261123)
    for seed in target.seeds:
        assert fault(target, seed) == "", "an unchanged seed is read"
    for _ in range(ROUNDS):
        content = mutated(chance, target.seeds)
        assert fault(target, content) == "", content


def test_a_fault_is_seen():
    from tests.fuzz.targets import Target

    def fails(_: bytes) -> None:
        raise KeyError("x")

    assert fault(Target((b"a",), fails), b"a") == "KeyError: 'x'"
