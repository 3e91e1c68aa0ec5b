"""`jsonl`: the same records as `json`, one a line and no envelope."""

import json
from collections.abc import Iterator

from rotplan.output.findings import Report
from rotplan.output.formats.json import record


def lines(report: Report) -> Iterator[str]:
    for finding in report.findings:
        yield json.dumps(record(finding), ensure_ascii=False)
