"""Questions about a plan file: open it with its roster, ask, tell."""

import os
import sys
from dataclasses import dataclass, replace

from rotplan.commands.common import (
    FINDINGS,
    NO_PLAN,
    NO_TIME,
    STALE,
    colored,
    fail,
    screen_width,
    show_problems,
)
from rotplan.output import markdown, terminal
from rotplan.output.points import explained_all
from rotplan.plan.explanation_file import explanation_json
from rotplan.plan.form import PlanFile
from rotplan.plan.overview import UNPROVED, about_plan
from rotplan.plan.points import Explanation
from rotplan.plan.ranking import for_post
from rotplan.plan.reopening import (
    BadPlanError,
    changed_files,
    read_plan,
    reopened,
    roster_paths,
    stale_words,
)
from rotplan.plan.why_move import about_cadre
from rotplan.plan.why_none import about_no_plan
from rotplan.plan.why_not import why_not
from rotplan.planning.engine import Budget
from rotplan.planning.questions.again import Again
from rotplan.planning.questions.firmness import Questioner
from rotplan.policy.docket import Docket, open_docket
from rotplan.roster.facts import Cadre, Post
from rotplan.roster.load import UnreadableError, find, sort_out, whole
from rotplan.roster.problems import Level, Mark, Problems, Source
from rotplan.text import Lang, key, nearest


@dataclass(frozen=True)
class Question:
    """What the command line asked."""

    plan: str
    about: str | None
    target: str | None
    roster: str | None
    policy: str | None
    form: str
    time_limit: float
    lang: Lang
    root: str | None = None


def answer(question: Question) -> int:
    """Open, ask, tell; the exit code."""
    plan = _plan(question)
    docket = _docket(question, plan)
    again = Again(docket, Budget(question.time_limit, os.cpu_count() or 1))
    if plan.status in ("infeasible", "undecided"):
        return _without_plan(question, plan, again)
    try:
        asking = Questioner(reopened(plan, docket), again)
    except BadPlanError as error:
        raise fail(f"{question.plan}: {error.words[question.lang]}") from error
    cadre, post = _named(question, docket)
    told = _explanations(asking, cadre, post)
    if plan.status != "optimal":
        told = (replace(told[0], notes=(*told[0].notes, UNPROVED)), *told[1:])
    _tell(question, told, cadre.id if cadre else None, post.id if post else None)
    return 0 if told[0].answered else NO_TIME


def _explanations(
    asking: Questioner, cadre: Cadre | None, post: Post | None
) -> tuple[Explanation, ...]:
    if cadre is not None and post is not None:
        return (why_not(asking, cadre, post),)
    if cadre is not None:
        return (about_cadre(asking, cadre),)
    return (for_post(asking, post),) if post is not None else about_plan(asking)


def _without_plan(question: Question, plan: PlanFile, again: Again) -> int:
    """A file that holds no plan: why there is none, whatever was asked."""
    if plan.status == "undecided":
        words = f"{question.plan}: the time ended before any plan; run rotplan plan again"
        raise fail(words, NO_TIME)
    told = about_no_plan(again)
    _tell(question, (told,), None, None)
    return NO_PLAN


# -- the plan and its inputs -----------------------------------------------------------------


def _plan(question: Question) -> PlanFile:
    try:
        text = whole(question.plan).decode("utf-8-sig")
        return read_plan(text)
    except UnreadableError as error:
        raise fail(str(error)) from error
    except UnicodeDecodeError as error:
        raise fail(f"{question.plan}: not UTF-8") from error
    except BadPlanError as error:
        raise fail(f"{question.plan}: {error.words[question.lang]}") from error


def _docket(question: Question, plan: PlanFile) -> Docket:
    """The docket that the plan was made from; exit 5 where it is not the same any more."""
    problems = Problems()
    try:
        if question.roster is not None:
            found = find(question.roster, problems, question.root)
        else:
            found = sort_out(roster_paths(plan, question.plan, question.root), problems)
    except UnreadableError as error:
        raise fail(f"{error}; name the plan's roster with --roster PATH") from error
    except BadPlanError as error:
        told = f"{question.plan}: {error.words[question.lang]}"
        raise fail(f"{told}; {_MEND[question.lang]}") from error
    if len(found.rosters) != 1 and not problems.errors:
        raise fail(f"{question.plan}: its roster is not one roster; name it with --roster PATH")
    policy = question.policy or plan.asked.policy
    named_at = None if question.policy else Mark(Source(question.plan, "", hidden=True), 0, 1)
    docket = (
        open_docket(found.rosters[0], problems, policy, root=question.root, named_at=named_at)
        if found.rosters
        else None
    )
    if docket is None:
        show_problems((p for p in problems if p.level is Level.ERROR), question.lang, sys.stderr)
        raise fail(f"{question.plan}: the roster cannot be opened any more", FINDINGS)
    files = changed_files(plan, docket.inputs)
    if files:
        for words in stale_words(plan, docket, files):
            sys.stderr.write(f"rotplan: {question.plan}: {words[question.lang]}\n")
        raise fail(_STALE[question.lang], STALE)
    return docket.with_cap(plan.asked.max_moves)


_MEND = {
    "vi": "nêu thư mục chứa nó bằng --root, hoặc nêu danh sách bằng --roster PATH",
    "en": "name a folder that holds it with --root, or the roster with --roster PATH",
}
_STALE = {
    "vi": "không giải trình phương án đã cũ; lập lại bằng rotplan plan",
    "en": "a stale plan is not explained; make it again with rotplan plan",
}


# -- whom it is about ------------------------------------------------------------------------


def _named(question: Question, docket: Docket) -> tuple[Cadre | None, Post | None]:
    """The cadre and the post asked about; what is unknown is refused with the nearest one."""
    if question.about is None:
        if question.target is not None:
            raise fail("--to needs a cadre: rotplan explain PLAN CADRE --to POST")
        return None, None
    post = docket.roster.post_of.get(question.about)
    if question.target is None and post is not None:
        return None, post
    cadre = _cadre(docket, question.about, posts_too=question.target is None)
    return cadre, _post(docket, question.target) if question.target is not None else None


def _cadre(docket: Docket, word: str, *, posts_too: bool) -> Cadre:
    """By id, else by a name that only one has."""
    roster = docket.roster
    if word in roster.cadre_of:
        return roster.cadre_of[word]
    same_name = [c for c in roster.cadres if key(c.name) == key(word)]
    if len(same_name) == 1:
        return same_name[0]
    if same_name:
        ids = ", ".join(sorted(c.id for c in same_name))
        raise fail(f"{len(same_name)} cadres are called '{word}'; name one by id: {ids}")
    posts = docket.roster.post_of if posts_too else {}
    meant = _nearest(word, {**{c.id: c.id for c in roster.cadres}, **{p: p for p in posts}})
    meant = meant or _nearest(word, {c.name: c.id for c in roster.cadres})
    raise fail(f"no cadre {'or post ' if posts_too else ''}'{word}' in this roster{meant}")


def _post(docket: Docket, word: str) -> Post:
    if word in docket.roster.post_of:
        return docket.roster.post_of[word]
    meant = _nearest(word, {p: p for p in docket.roster.post_of})
    raise fail(f"no post '{word}' in this roster{meant}")


def _nearest(word: str, known: dict[str, str]) -> str:
    near = nearest(word, known)
    if near is None:
        return ""
    shown = near if known[near] == near else f"{known[near]} ({near})"
    return f"; did you mean '{shown}'?"


def _tell(
    question: Question, told: tuple[Explanation, ...], cadre: str | None, post: str | None
) -> None:
    if question.form == "json":
        sys.stdout.write(explanation_json(told, cadre, post))
        return
    lines = list(explained_all(told, question.lang))
    if question.form in ("markdown", "md"):
        sys.stdout.write(markdown.render(lines))
    else:
        width = screen_width(sys.stdout)
        terminal.render(lines, sys.stdout, color=colored(sys.stdout), width=width)
