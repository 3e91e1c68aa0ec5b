"""A real yaml-language-server and a real pre-commit. Long, and both must be installed first:

npm install --prefix /tmp/yls yaml-language-server
python -m venv /tmp/pc && /tmp/pc/bin/pip install pre-commit
export PATH=/tmp/yls/node_modules/.bin:/tmp/pc/bin:$PATH
python -m pytest -m slow tests/cli/test_editors_and_hooks.py
"""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import pytest

from tests.kit.command import rotplan
from tests.paths import ROOT

pytestmark = pytest.mark.slow

needs_server = pytest.mark.skipif(
    shutil.which("yaml-language-server") is None, reason="yaml-language-server is not installed"
)
needs_hooks = pytest.mark.skipif(
    shutil.which("pre-commit") is None, reason="pre-commit is not installed"
)


class Server:
    """The language server, spoken to over its protocol (JSON-RPC on standard streams)."""

    def __init__(self, folder: Path) -> None:
        command = ["yaml-language-server", "--stdio"]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.number = 0
        self.diagnostics: dict[str, list[Any]] = {}
        self.ask(
            "initialize",
            {"processId": None, "rootUri": folder.as_uri(), "capabilities": {}},
        )
        self.tell("initialized", {})
        settings = {"validate": True, "completion": True, "schemaStore": {"enable": False}}
        self.tell("workspace/didChangeConfiguration", {"settings": {"yaml": settings}})

    def send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        pipe = self.process.stdin
        assert pipe is not None
        pipe.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        pipe.flush()

    def tell(self, method: str, given: Any) -> None:
        self.send({"method": method, "params": given})

    def ask(self, method: str, given: Any) -> Any:
        self.number += 1
        self.send({"id": self.number, "method": method, "params": given})
        for message in self.messages():
            if message.get("id") == self.number and "method" not in message:
                return message.get("result")
        raise AssertionError("the server went away")

    def messages(self) -> Iterator[dict[str, Any]]:
        pipe = self.process.stdout
        assert pipe is not None
        while (message := _message(pipe)) is not None:
            if message.get("method") == "textDocument/publishDiagnostics":
                self.diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
            elif "id" in message and "method" in message:
                self.send({"id": message["id"], "result": self.answer(message)})
            yield message

    def answer(self, message: dict[str, Any]) -> Any:
        """What the server asks of an editor: its settings; everything else is null."""
        if message["method"] != "workspace/configuration":
            return None
        return [
            {"validate": True, "completion": True, "schemaStore": {"enable": False}}
            if item.get("section") == "yaml"
            else None
            for item in message["params"]["items"]
        ]

    def open(self, path: Path) -> list[Any]:
        """The diagnostics of a file."""
        text = path.read_text("utf-8")
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        for _ in self.messages():
            if path.as_uri() in self.diagnostics:
                return self.diagnostics[path.as_uri()]
        raise AssertionError("the server went away")

    def close(self) -> None:
        self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()
        self.process.wait()


def _message(pipe: IO[bytes]) -> dict[str, Any] | None:
    length = 0
    while line := pipe.readline().strip():
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    return json.loads(pipe.read(length)) if length else None


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    running = Server(tmp_path)
    yield running
    running.close()


@needs_server
def test_the_editor_marks_an_unquoted_code_and_completes_keys(
    tmp_path: Path, server: Server
) -> None:
    rotplan("init", tmp_path, "--lang", "en")
    path = tmp_path / "round.roster.yaml"
    assert server.open(path) == []
    bad = tmp_path / "bad.roster.yaml"
    text = path.read_text("utf-8").replace('code: "02251"', "code: 02251")
    bad.write_text(text, "utf-8")
    (found,) = server.open(bad)
    line = next(n for n, said in enumerate(text.splitlines()) if "code: 02251" in said)
    start = text.splitlines()[line].index("02251")
    assert found["range"]["start"] == {"line": line, "character": start}
    assert "string" in found["message"]
    typed = tmp_path / "typed.roster.yaml"
    lines = text.replace("02251", '"02251"').splitlines()
    at = next(n for n, said in enumerate(lines) if said.startswith("    theory:"))
    lines.insert(at, "    b")
    typed.write_text("\n".join(lines) + "\n", "utf-8")
    server.open(typed)
    place = {"textDocument": {"uri": typed.as_uri()}, "position": {"line": at, "character": 5}}
    offered = server.ask("textDocument/completion", place)
    items = offered["items"] if isinstance(offered, dict) else offered
    assert {"birthplace", "education"} & {item["label"] for item in items}


@needs_hooks
def test_pre_commit_runs_the_hook_once_over_the_project(tmp_path: Path) -> None:
    def git(*arguments: str) -> str:
        command = ["git", "-c", "user.name=x", "-c", "user.email=x@x", *arguments]
        return subprocess.run(
            command, cwd=tmp_path, capture_output=True, text=True, check=True
        ).stdout

    rotplan("init", tmp_path, "--lang", "en")
    head = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.strip()
    hook = {"repo": str(ROOT), "rev": head, "hooks": [{"id": "rotplan-check"}]}
    (tmp_path / ".pre-commit-config.yaml").write_text(json.dumps({"repos": [hook]}), "utf-8")
    git("init", "-q")
    git("add", ".")

    def run() -> subprocess.CompletedProcess[str]:
        command = ["pre-commit", "run", "--all-files", "--verbose"]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    good = run()
    assert good.returncode == 0, good.stdout + good.stderr
    assert good.stdout.count(" in 2 files") == 1
    roster = tmp_path / "round.roster.yaml"
    roster.write_text(roster.read_text("utf-8").replace("sex: male", "sex: man"), "utf-8")
    git("add", ".")
    bad = run()
    assert bad.returncode == 1
    assert "RP208" in bad.stdout
