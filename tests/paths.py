"""Where things stand in the tree; every test looks it up here."""

from pathlib import Path

import rotplan

TESTS = Path(__file__).parent
GOLDEN = TESTS / "golden"
ROOT = TESTS.parent
DATA = ROOT / "data"
DOCS = ROOT / "docs"
# the package that is imported: a copy of it, where mutants are tried
PACKAGE = Path(rotplan.__file__).parent

LAM_BINH = DATA / "lam-binh-2019.yaml"
EXCEPTIONS = DATA / "ngoai-le.yaml"
PROVINCE = DATA / "tuyen-quang-2025.yaml"
