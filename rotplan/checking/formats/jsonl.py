"""`jsonl`: the same records as `json`, one a line and no envelope."""

import json
from collections.abc import Iterator

from rotplan.checking.findings import Report
from rotplan.checking.formats.json import records


def lines(report: Report) -> Iterator[str]:
    for record in records(report):
        yield json.dumps(record, ensure_ascii=False)
