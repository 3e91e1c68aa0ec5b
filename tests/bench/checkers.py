"""CPU seconds and memory of `rotplan check` beside check-jsonschema (with our own schema) and
yamllint on one file, in one run. The other two must be on PATH:

    python -m venv /tmp/linters && /tmp/linters/bin/pip install check-jsonschema yamllint
    PATH=/tmp/linters/bin:$PATH python -m tests.bench.checkers 10000
    python -m tests.bench.checkers 100000 --alone

Byte code is written and used, whatever PYTHONDONTWRITEBYTECODE says here: users have it. The
roster is written as people write it, a key on a line; with --flow a record on a line.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.bench.generate import roster, text
from tests.kit.written_rosters import block
from tests.paths import DOCS

# a commune of the generator has 5.6 cadres on average
CADRES_A_COMMUNE = 5.6
# of which the median counts; the other two are measured once, since they take so long
REPEATS = 5


def measured(command: list[str]) -> tuple[float, int, int]:
    """CPU seconds of a program and its children, peak memory in MB, exit code."""
    clean = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=clean
    ) as running:
        _, status, usage = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024, running.returncode


def as_people_write(data: dict[str, Any]) -> str:
    """A key on a line."""
    lists = {key: value for key, value in data.items() if isinstance(value, list)}
    head = "".join(line + "\n" for line in text(data).splitlines() if line[0] not in " cptu")
    sections = (
        f"{key}:\n" + "".join(f"  - {block(item, '    ')}\n" for item in items)
        for key, items in lists.items()
    )
    return head + "".join(sections)


def main(cadres: int, *, alone: bool, flow: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "roster.yaml"
        data = roster(round(cadres / CADRES_A_COMMUNE))
        path.write_text(text(data) if flow else as_people_write(data), "utf-8")
        schema = DOCS / "schema" / "roster-1.schema.json"
        check = [sys.executable, "-m", "rotplan", "check", str(path)]
        others = {
            "check-jsonschema": ["check-jsonschema", "--schemafile", str(schema), str(path)],
            "yamllint": ["yamllint", str(path)],
        }
        sys.stdout.write(f"{path.stat().st_size / 1e6:.1f} MB\n")
        measured(check)  # writes the byte code, which an installed rotplan has
        ours, memory, code = sorted(measured(check) for _ in range(REPEATS))[REPEATS // 2]
        sys.stdout.write(f"rotplan check     {ours:6.2f} s  {memory:5} MB  exit {code}\n")
        for name, command in others.items():
            if alone or shutil.which(name) is None:
                continue
            seconds, memory, code = measured(command)
            ratio = f"{seconds / ours:.1f} ×"
            line = f"{name:17} {seconds:6.2f} s  {memory:5} MB  exit {code}  {ratio}\n"
            sys.stdout.write(line)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main(int(sys.argv[1]), alone="--alone" in sys.argv, flow="--flow" in sys.argv)
