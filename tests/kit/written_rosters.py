"""A roster of twelve communes as data, and its text in four ways of writing.

A value may begin with a mark, which stays where it stands.
"""

import json
import random
import unicodedata
from collections.abc import Callable
from typing import Any

from tests.kit.marks import MARK

NAMES = ("Nguyễn Thị Hòa", "Ma Văn Mẫu", "Chẩu Đức Toản", "Lương Thị Ước", "Quan Văn Được")
Data = dict[str, list[dict[str, Any]]]


def twelve_communes(rng: random.Random) -> Data:
    """Twelve communes, a secretary and a chair in each."""
    communes = [f"x{n}" for n in range(12)]
    kinds = ("commune_secretary", "commune_chair")
    units: list[dict[str, Any]] = [{"id": "d", "name": "Lâm Bình", "kind": "district"}]
    units += [
        {"id": c, "name": f"Xã thứ {c}", "kind": "commune", "parent": "d", "zone": "3"}
        for c in communes
    ]
    posts = [{"id": f"{c}/{k}", "unit": c, "kind": k} for c in communes for k in kinds]
    cadres = [
        {
            "id": f"LB-{n:03d}",
            "name": f"{rng.choice(NAMES)} {chr(65 + n)}",
            "born": f"19{rng.randint(70, 85)}-0{rng.randint(1, 9)}-15",
            "sex": rng.choice(("male", "female")),
            "home": rng.choice(communes),
            "holds": post["id"],
            "since": "2015-06-01",
            "education": "university",
            "planned": ["commune_secretary"],
        }
        for n, post in enumerate(posts)
    ]
    return {"units": units, "posts": posts, "cadres": cadres, "ties": [], "decisions": []}


def plain(text: str) -> str:
    mark, text = (MARK, text[1:]) if text.startswith(MARK) else ("", text)
    return mark + (f"'{text}'" if ":" in text else text)


def quoted(text: str) -> str:
    mark, text = (MARK, text[1:]) if text.startswith(MARK) else ("", text)
    return mark + json.dumps(text, ensure_ascii=False)


def flow(node: Any, scalar: Callable[[str], str]) -> str:
    if isinstance(node, dict):
        inside = ", ".join(f"{scalar(k)}: {flow(v, scalar)}" for k, v in node.items())
        return "{" + inside + "}"
    if isinstance(node, list):
        return "[" + ", ".join(flow(item, scalar) for item in node) + "]"
    return scalar(node)


def block(node: Any, indent: str) -> str:
    if isinstance(node, dict):
        lines = [f"{plain(k)}:{_below(v, indent + '  ')}" for k, v in node.items()]
        return f"\n{indent}".join(lines)
    return plain(node)


def _below(node: Any, indent: str) -> str:
    """A value beside its key, or below it."""
    if isinstance(node, dict):
        return f"\n{indent}{block(node, indent)}"
    if isinstance(node, list):
        return "".join(f"\n{indent}- {block(item, indent + '  ')}" for item in node)
    return f" {block(node, indent)}"


def written(data: Data, style: str) -> str:
    head = "rotplan: 1\nround: {date: 2019-10-15, authority: d, policy: vn-2017}\n"
    styles: dict[str, Callable[[Any], str]] = {
        "block": lambda r: block(r, "    "),
        "flow": lambda r: flow(r, plain),
        "quoted": lambda r: flow(r, quoted),
        "nfd": lambda r: flow(r, plain),
    }
    record = styles[style]
    for section, items in data.items():
        if items:
            head += f"{section}:\n" + "".join(f"  - {record(item)}\n" for item in items)
    return unicodedata.normalize("NFD", head) if style == "nfd" else head


STYLES = ("block", "flow", "quoted", "nfd")
