"""Questions about a plan file: open it with its roster, ask, tell."""

import os
import sys
from dataclasses import dataclass, replace

from rotplan.cli.check.mistyped_options import check_policy
from rotplan.cli.exit_codes import FINDINGS, NO_PLAN, NO_TIME, STALE
from rotplan.cli.explain.whom import cadre_and_post
from rotplan.cli.output_paths import refuse_outputs
from rotplan.cli.refusals import refusals_told
from rotplan.cli.shared import colored, fail, screen_width, show_problems
from rotplan.language.words import Lang, Words, show
from rotplan.plan.file.explanation_file import explanation_json
from rotplan.plan.file.parse_plan import Taken
from rotplan.plan.file.plan_schema import PlanFile
from rotplan.plan.file.read_plan import (
    BadPlanError,
    is_best,
    is_none,
    read_plan,
    reopened,
    roster_paths,
    stale_words,
)
from rotplan.plan.file.reopen_inputs import asked_policy
from rotplan.plan.telling.explain_whole_plan import UNPROVED, about_plan
from rotplan.plan.telling.point import Explanation
from rotplan.plan.telling.who_could_hold import for_post
from rotplan.plan.telling.why_move import about_cadre
from rotplan.plan.telling.why_none import about_no_plan
from rotplan.plan.telling.why_not import why_not
from rotplan.planning.asking.equally_good_plans import Questioner
from rotplan.planning.engine import Budget
from rotplan.planning.solving.solve_again import Again
from rotplan.policy.docket import Docket
from rotplan.policy.open_docket import open_docket
from rotplan.roster.load import UnreadableError, find, sort_out, text_at
from rotplan.roster.reading.problems import Level, Problems
from rotplan.roster.reading.source import Mark, Source
from rotplan.roster.records import Cadre, Post
from rotplan.show import markdown, terminal
from rotplan.show.point_lines import explained_all

# so many reasons are given why a plan file is not believed
_MOST_REASONS = 8


@dataclass(frozen=True)
class PlanQuestion:
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


def answer_question(question: PlanQuestion) -> int:
    """Open, ask, tell; the exit code. Raises click's Exit where nothing can be told."""
    check_policy(question.policy, "--policy", question.lang, FINDINGS)
    with refusals_told(question.plan, question.lang):
        return _answer(question)


def _answer(question: PlanQuestion) -> int:
    try:
        text = _text(question)
        taken = read_plan(text)
        docket = _docket(question, taken)
        # an explanation appended to the plan or its roster would spoil it
        refuse_outputs((), (), question.lang)
        again = Again(docket, Budget(question.time_limit, os.cpu_count() or 1))
        opened = reopened(taken, docket, text)
        if opened.proposal is None:
            return _without_plan(question, taken.plan, again, proved=opened.proved)
        asking = Questioner(opened.proposal, again)
        return _about_plan(question, asking, proved=opened.proved)
    except BadPlanError as error:
        for reason in error.reasons[:_MOST_REASONS]:
            sys.stderr.write(f"rotplan: {question.plan}: {show(reason[question.lang])}\n")
        raise fail(f"{question.plan}: {error.words[question.lang]}") from error


def _about_plan(question: PlanQuestion, asking: Questioner, *, proved: bool) -> int:
    """Explain a plan; that it is the best is confirmed before it is said again."""
    cadre, post = cadre_and_post(
        question.about, question.target, asking.proposal.docket, question.lang
    )
    best = asking.proposal.optimal and (proved or is_best(asking))
    if not best:
        asking = Questioner(replace(asking.proposal, optimal=False), asking.again)
    told = _explanations(asking, cadre, post)
    if not best:
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


def _without_plan(question: PlanQuestion, plan: PlanFile, again: Again, *, proved: bool) -> int:
    """A file that holds no plan: why there is none, whatever was asked."""
    if plan.status == "undecided":
        words = _UNDECIDED if plan.stopped == "time" else _UNFOUND
        raise fail(f"{question.plan}: {words[question.lang]}", NO_TIME)
    if not proved and not is_none(again):
        raise fail(f"{question.plan}: {_NOT_SURE[question.lang]}", NO_TIME)
    told = about_no_plan(again)
    _tell(question, (told,), None, None)
    return NO_PLAN


_UNDECIDED = Words(
    "tệp ghi là hết thời gian trước khi có phương án nào; chạy lại rotplan plan",
    "by its own word the time ended before any plan; run rotplan plan again",
)
_UNFOUND = Words(
    "tệp ghi là đã dừng mà chưa tìm được phương án nào; chạy lại rotplan plan",
    "by its own word it stopped with no plan found; run rotplan plan again",
)
_NOT_SURE = Words(
    "hết thời gian trước khi xác nhận lại được là không có phương án nào; tăng --time-limit",
    "the time ended before it was sure again that no plan exists; raise --time-limit",
)


# -- the plan and its inputs -----------------------------------------------------------------


def _text(question: PlanQuestion) -> str:
    try:
        return text_at(question.plan)
    except UnreadableError as error:
        raise fail(error.words[question.lang]) from error


def _docket(question: PlanQuestion, taken: Taken) -> Docket:
    """The docket that the plan was made from; exit 5 where its facts are not the same any more."""
    problems, plan = Problems(), taken.plan
    try:
        if question.roster is not None:
            found = find(question.roster, problems, question.root)
        else:
            found = sort_out(roster_paths(plan, question.plan, question.root), problems)
    except UnreadableError as error:
        raise fail(_LOST.format(what=error.words)[question.lang]) from error
    except BadPlanError as error:
        told = f"{question.plan}: {error.words[question.lang]}"
        raise fail(f"{told}; {_MEND[question.lang]}") from error
    if len(found.rosters) != 1 and not problems.errors:
        raise fail(f"{question.plan}: {_NOT_ONE[question.lang]}")
    policy = question.policy or asked_policy(plan, question.plan)
    named_at = None if question.policy else Mark(Source(question.plan, "", hidden=True), 0, 1)
    docket = (
        open_docket(found.rosters[0], problems, policy, root=question.root, named_at=named_at)
        if found.rosters
        else None
    )
    if docket is None:
        show_problems((p for p in problems if p.level is Level.ERROR), question.lang, sys.stderr)
        raise fail(f"{question.plan}: {_UNOPENED[question.lang]}", FINDINGS)
    stale = stale_words(taken, docket)
    if stale:
        for words in stale:
            sys.stderr.write(f"rotplan: {question.plan}: {words[question.lang]}\n")
        raise fail(_STALE[question.lang], STALE)
    return docket.capped(plan.asked.max_moves)


_LOST = Words(
    "{what}; nêu danh sách của phương án bằng --roster ĐƯỜNG_DẪN",
    "{what}; name the plan's roster with --roster PATH",
)
_NOT_ONE = Words(
    "danh sách của phương án không phải một danh sách; nêu bằng --roster ĐƯỜNG_DẪN",
    "its roster is not one roster; name it with --roster PATH",
)
_UNOPENED = Words("không mở lại được danh sách", "the roster cannot be opened any more")
_MEND = {
    "vi": "nêu thư mục chứa nó bằng --root, hoặc nêu danh sách bằng --roster PATH",
    "en": "name a folder that holds it with --root, or the roster with --roster PATH",
}
_STALE = {
    "vi": "không giải trình phương án đã cũ; lập lại bằng rotplan plan",
    "en": "a stale plan is not explained; make it again with rotplan plan",
}


def _tell(
    question: PlanQuestion, told: tuple[Explanation, ...], cadre: str | None, post: str | None
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
