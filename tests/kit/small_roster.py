"""A roster of two posts and two cadres, and a shell to run the command line in."""

import os
import subprocess
import sys

ROSTER = """\
rotplan: 1
round: {date: 2019-10-15, authority: d, policy: vn-2017}
units:
  - {id: d, name: Huyện A, kind: district}
  - {id: a1, name: Xã A Một, kind: commune, parent: d}
  - {id: a2, name: Xã A Hai, kind: commune, parent: d}
posts:
  - {id: a1/s, unit: a1, kind: commune_secretary}
  - {id: a2/s, unit: a2, kind: commune_secretary}
cadres:
  - {id: a-01, name: Cán bộ Một, born: 1978-02-03, sex: male, home: a1, holds: a1/s, \
since: 2012-01-01}
  - {id: a-02, name: Cán bộ Hai, born: 1979-04-05, sex: female, home: a2, holds: a2/s, \
since: 2012-01-01}
"""


def shell(command: str, **env: str) -> subprocess.CompletedProcess[str]:
    """A line of bash in which `rotplan` is this one; English."""
    return subprocess.run(
        ["bash", "-c", command.replace("rotplan ", f"{sys.executable} -m rotplan ")],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, "ROTPLAN_LANG": "en", **env},
    )
