"""`python -m tests.fuzz TARGET --seconds 300`: a reader under bytes made strange, until time is up.

What it fails on is written to --keep (one file each, the target's name first); it belongs into
tests/fuzz/seeds, where a test reads it from then on. Exit code 1 where there was any.
"""

import argparse
import faulthandler
import hashlib
import random
import sys
import time
from pathlib import Path

from tests.fuzz.mutate import mutated
from tests.fuzz.targets import TARGETS, fault

SLOW_S = 2.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=[*TARGETS, "all"])
    parser.add_argument("--seconds", type=float, default=300, help="for each target")
    parser.add_argument("--seed", type=int, default=0, help="of the random changes; 0: another one each time")
    parser.add_argument("--keep", type=Path, default=Path("build/fuzz"))
    arguments = parser.parse_args()
    faulthandler.enable()
    names = list(TARGETS) if arguments.target == "all" else [arguments.target]
    return max(run(name, arguments.seconds, arguments.seed, arguments.keep) for name in names)


def run(name: str, seconds: float, seed: int, keep: Path) -> int:
    """1 where anything failed. The bytes at work stand in a file, in case they end the process."""
    target = TARGETS[name]()
    seed = seed or random.SystemRandom().randrange(1, 1 << 32)
    chance, seen, rounds, slowest = random.Random(seed), set(), 0, 0.0
    keep.mkdir(parents=True, exist_ok=True)
    now = keep / f"{name}-now"
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        content = mutated(chance, target.seeds)
        now.write_bytes(content)
        began = time.process_time()
        said = fault(target, content)
        taken = time.process_time() - began
        slowest, rounds = max(slowest, taken), rounds + 1
        if not said and taken > SLOW_S:
            said = f"slow: {taken:.1f} s"
        if said and said.split(":")[0] not in seen:
            seen.add(said.split(":")[0])
            path = keep / f"{name}-{hashlib.sha256(content).hexdigest()[:10]}"
            path.write_bytes(content)
            print(f"{name}: {said}\n  kept in {path}", flush=True)
    now.unlink()
    print(
        f"{name}: {rounds:,} rounds, {len(seen)} kinds of faults, slowest {slowest:.2f} s, seed {seed}",
        flush=True,
    )
    return 1 if seen else 0


if __name__ == "__main__":
    sys.exit(main())
