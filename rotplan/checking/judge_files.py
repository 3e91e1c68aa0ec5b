"""What `check` does between its options and its output: read, judge, put in order."""

from dataclasses import dataclass, field
from datetime import date

from rotplan.checking.findings import Finding, spelled_out
from rotplan.checking.lint import lint
from rotplan.language.paths import shown
from rotplan.language.words import Words
from rotplan.plan.file.verify import verify
from rotplan.policy.open_docket import open_docket
from rotplan.policy.policy import build_policy, load_policy
from rotplan.roster.day_asked import day_judged
from rotplan.roster.load import SUFFIXES, UnreadableError, sort_out
from rotplan.roster.reading.nodes import Mapping
from rotplan.roster.reading.problems import Problems
from rotplan.roster.reading.read_yaml import Document, read_yaml
from rotplan.roster.reading.source import Source
from rotplan.system.available_memory import available_memory


@dataclass(frozen=True)
class ToJudge:
    """What is asked: files by folder, and under which policy if not the roster's own.

    `exclusions`: every pair that a plan's program left out is asked about.
    """

    groups: tuple[tuple[str, ...], ...]
    policy: str | None = None
    stdin_name: str = "-"
    as_of: date | None = None
    thorough: bool = False
    exclusions: bool = False
    root: str | None = None


@dataclass
class Checked:
    """What came of it. `unreadable` are messages about what could not be read at all.

    `unjudged` are the files of which the rules could not be asked, `clauses` those that could be
    broken, `rosters`, `others` (policies, plans) and `plans` say how many of each there were.
    """

    problems: Problems = field(default_factory=Problems)
    documents: dict[int, Document] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    unreadable: list[Words] = field(default_factory=list)
    # rosters in which it was not asked which facts to collect first
    unasked: list[str] = field(default_factory=list)
    # the day on which the rules of each source are judged: the round's, or the one asked for
    dates: dict[int, date] = field(default_factory=dict)
    unjudged: set[str] = field(default_factory=set)
    clauses: set[str] = field(default_factory=set)
    rosters: int = 0
    others: int = 0
    plans: int = 0

    def findings(self) -> tuple[Finding, ...]:
        return spelled_out(self.problems, self.root, shown)

    def root(self, source: Source) -> Mapping | None:
        """The top-level mapping of a source; a policy that a roster names is read once more."""
        if source.hidden:
            return None
        if id(source) not in self.documents and source.path.lower().endswith(SUFFIXES):
            again = read_yaml(source.path, source.text.encode("utf-8", "replace"), Problems())
            if again is not None:
                self.documents[id(source)] = again
        document = self.documents.get(id(source))
        return document.root if document is not None else None


def judge_files(question: ToJudge) -> Checked:
    """Everything that is wrong with the files of a question."""
    checked = Checked()
    for group in question.groups:
        try:
            _check_group(group, question, checked)
        except UnreadableError as error:
            checked.unreadable.append(error.words)
    return checked


def _check_group(group: tuple[str, ...], question: ToJudge, checked: Checked) -> None:
    problems, begun = checked.problems, checked.problems.told
    found = sort_out(group, problems, question.stdin_name)
    problems.stop(begun)
    checked.files += [question.stdin_name if path == "-" else path for path in group]
    documents = [d for parts in found.rosters for d in parts] + list(found.policies)
    checked.documents.update((id(d.source), d) for d in documents)
    checked.rosters += len(found.rosters)
    checked.others += len(found.policies) + len(found.plans)
    checked.plans += len(found.plans)
    for parts in found.rosters:
        _check_roster(parts, question, checked)
    for document in found.plans:
        begun = problems.told
        memory, root = available_memory(), question.root
        verify(document, problems, memory, root, exclusions=question.exclusions)
        problems.stop(begun)
    for document in found.policies:
        begun = problems.told
        checked.clauses |= _check_policy(document, problems, question.root)
        problems.stop(begun)
    checked.unjudged |= problems.stopped()


def _check_roster(parts: tuple[Document, ...], question: ToJudge, checked: Checked) -> None:
    """A roster under its policy; without a docket nobody could ask the rules."""
    problems, begun = checked.problems, checked.problems.told
    day, top = day_judged(parts, question.as_of), question.root
    checked.dates.update((id(d.source), day) for d in parts if day is not None)
    docket = open_docket(parts, problems, question.policy, as_of=question.as_of, root=top)
    if docket is None:
        problems.stop(begun)
        checked.unjudged |= {d.source.path for d in parts}
        return
    checked.clauses |= {clause.id for clause in docket.policy.clauses}
    if not lint(docket, problems, thorough=question.thorough):
        checked.unasked.append(docket.roster.round_document.source.path)


def _check_policy(document: Document, problems: Problems, root: str | None) -> set[str]:
    """The policy, and those it extends, as they stand without a roster; its clauses."""
    place = document.source.path
    chain = load_policy(place.rsplit("/", 1)[-1], place, None, problems, root)
    if chain is None or any(d.cut for _, d in chain):
        return set()
    policy = build_policy(chain, (), problems)
    return {clause.id for clause in policy.clauses} if policy is not None else set()
