"""The report on an answer as plain lines in one language."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from rotplan.language.tiers import TIERS, read_tier
from rotplan.language.words import Lang, Words, day, percent, show
from rotplan.plan.telling.chain_sentences import chain_words
from rotplan.plan.telling.extra_answers import NOTHING_ASKED, Further
from rotplan.plan.telling.long_lists import MOST_ITEMS, bounded
from rotplan.plan.telling.moves import FORM_WORDS, Move
from rotplan.plan.telling.moves_and_reasons import Account
from rotplan.plan.telling.names_in_sentences import people_words
from rotplan.plan.telling.reasons import Reason, rests_on_doubt
from rotplan.plan.telling.why_none import TITLE, conflict_point, proof_words
from rotplan.planning.asking.who_could_hold_a_post import Opening, look_for_holders
from rotplan.planning.conflict.decisions_in_words import decision_words
from rotplan.planning.program.precheck import Precheck, WithoutPair
from rotplan.planning.proof.breaches import Breach
from rotplan.planning.proof.standings import Standing
from rotplan.planning.propose import Answer, NoAnswer, NoPlan, Proposal
from rotplan.policy.clause import Clause
from rotplan.policy.docket import Docket, is_valid
from rotplan.roster.facts import Post
from rotplan.show.frontier_table import frontier_table
from rotplan.show.point_lines import lines_of
from rotplan.show.report_line import Line
from rotplan.show.report_sentences import phrase as filled


def report(
    answer: Answer, lang: Lang, more: Further = NOTHING_ASKED, account: Account | None = None
) -> list[Line]:
    """The whole report, with what was asked beside it.

    `account`: what is told of a plan, where something else tells it too.
    """
    return list(_Writer(answer.docket, lang).write(answer, more, account))


def without_pair(docket: Docket, found: Precheck, lang: Lang) -> list[str]:
    """One line for each cadre and each required post without any legal pair, up to a limit."""
    writer, lines = _Writer(docket, lang), []
    for several in (found.cadres, found.posts):
        lines += [writer.alone(alone) for alone in several[:MOST_ITEMS]]
        lines += [line.text for line in writer.more(len(several))]
    return lines


class _Writer:
    def __init__(self, docket: Docket, lang: Lang) -> None:
        self.docket, self.lang = docket, lang

    def say(self, phrase: str, **parts: object) -> str:
        """A phrase of the catalogue; everything from a roster is made harmless on the way."""
        safe = {k: _safe(v) for k, v in parts.items()}
        return filled(phrase, safe)[self.lang]

    def words(self, words: Words) -> str:
        return show(words[self.lang])

    def write(self, answer: Answer, more: Further, account: Account | None) -> Iterator[Line]:
        yield from self._frame()
        if isinstance(answer, Proposal):
            yield from self._plan(answer, more, account or Account(answer))
        elif isinstance(answer, NoPlan):
            yield from self._conflict(answer, more)
        else:
            yield from self._undecided(answer)

    def _undecided(self, answer: NoAnswer) -> Iterator[Line]:
        gap = answer.stopped == "gap"
        reason = self.say("undecided-gap" if gap else f"stopped-{answer.stopped or 'time'}")
        yield Line("heading", self.say("undecided", reason=reason), "bad")
        yield Line("item", self.say("undecided-help-gap" if gap else "undecided-help"))

    # -- the round and its law ------------------------------------------------------------------

    def _frame(self) -> Iterator[Line]:
        roster, policy = self.docket.roster, self.docket.policy
        authority = roster.unit_of[roster.round.authority].name
        name = roster.round.name or self.say("round")
        yield Line("title", show(name), "strong")
        date = day(roster.round.date)
        yield Line("note", self.say("frame", authority=authority, date=date))
        yield Line("note", self.say("law", title=policy.title, policy=policy.name), "faint")

    # -- a plan ---------------------------------------------------------------------------------

    def _plan(self, proposal: Proposal, more: Further, account: Account) -> Iterator[Line]:
        yield from self._targets(proposal)
        yield from self._moves(proposal, account)
        yield from self._approvals(proposal, account)
        yield from self._unmet(proposal, account)
        yield from self._waivers()
        yield from self._further(more)
        yield from self._proof(proposal)

    def _targets(self, proposal: Proposal) -> Iterator[Line]:
        standings = (s for s in proposal.after.standings if s.of)
        judged = sorted(standings, key=lambda s: s.clause.head.priority)
        if not judged:
            return
        yield Line("heading", self.say("targets"))
        before = {s.clause.id: s.met for s in proposal.today.standings}
        for standing in judged:
            reached = standing.met * 100 >= standing.clause.goal * standing.of
            text = self.say(
                "target",
                title=standing.clause.title,
                before=before[standing.clause.id],
                met=standing.met,
                of=standing.of,
                share=percent(standing.met, standing.of) if standing.of else "–",
            )
            yield Line("item", text, "good" if reached else "bad")
            yield from self._target_details(standing)

    def _target_details(self, standing: Standing) -> Iterator[Line]:
        if standing.clause.goal < 100:
            yield Line("detail", self.say("goal", goal=standing.clause.goal))
        if standing.doubt:
            yield Line("detail", self.say("doubts", count=standing.doubt), "bad")
        if standing.waived:
            yield Line("detail", self.say("waived", count=standing.waived))
        yield Line("detail", self.basis(standing.clause), "faint")

    def basis(self, clause: Clause) -> str:
        """The legal basis, with a warning where it is not settled."""
        said = self.say("basis", clause=clause.id, basis=clause.head.basis)
        return said + clause.caveat[self.lang]

    def _moves(self, proposal: Proposal, account: Account) -> Iterator[Line]:
        moves, why = account.moves, account.reasons
        yield Line("heading", self.say("moves", count=len(moves)))
        if not moves:
            yield Line("item", self.say("no-moves"))
        cited = {s.clause.id for s in proposal.after.standings}
        for number, chain in groupby(moves, key=lambda m: m.chain):
            together = list(chain)
            swap = self.say("swap") if len(together) > 1 and together[-1].step == 1 else ""
            yield Line("group", self.say("chain", number=number, count=len(together)) + swap)
            told = chain_words(self.docket, tuple(together))
            if told is not None:
                yield Line("item", self.words(told))
            steps = [m.step for m in together]
            for move in together:
                tied = steps.count(move.step) > 1 and not swap
                yield from self._move(proposal, move, why[move.cadre.id], tied, cited)
        doubtful = sum(rests_on_doubt(found) for found in why.values())
        if doubtful:
            yield Line("item", self.say("on-doubt", count=doubtful), "bad")

    def _move(
        self,
        proposal: Proposal,
        move: Move,
        why: tuple[Reason, ...],
        tied: bool,
        cited: set[str],
    ) -> Iterator[Line]:
        cadre, form = move.cadre, FORM_WORDS[move.form]
        who = self.say("who", name=cadre.name, id=cadre.id, form=form)
        yield Line("item", who + (self.say("same-day") if tied else ""), "strong")
        before = self._posts(move.before) or self.say("no-post")
        after = self._posts(move.after) or self.say("unplaced-post")
        yield Line("detail", f"{before} → {after}")
        for reason in why:
            clause = f" [{reason.clause.id}]" if reason.clause is not None else ""
            yield Line("detail", self.words(reason.words) + clause)
            if reason.clause is not None and reason.clause.id not in cited:
                cited.add(reason.clause.id)
                yield Line("detail", self.basis(reason.clause), "faint")

    def _posts(self, posts: tuple[Post, ...]) -> str:
        """Posts held together, the highest first."""
        kinds = self.docket.policy.kinds
        ranked = sorted(posts, key=lambda post: -kinds[post.kind].grade)
        return " + ".join(self.words(self.docket.post_words(post)) for post in ranked)

    def _approvals(self, proposal: Proposal, account: Account) -> Iterator[Line]:
        needed = [b for b in proposal.after.breaches if _for_approval(b)]
        joint = [m for m in account.moves if len(m.after) > 1 and not set(m.after) <= set(m.before)]
        if not needed and not joint:
            return
        count = sum(b.count for b in needed) + len(joint)
        yield Line("heading", self.say("approvals", count=count))
        for clause, breaches in groupby(needed, key=lambda b: b.clause):
            yield Line("group", self.words(clause.title))
            yield Line("item", self.basis(clause), "faint")
            every = list(breaches)
            yield from (Line("item", self._breach(b)) for b in every[:MOST_ITEMS])
            yield from self.more(len(every))
        if joint:
            yield Line("group", self.say("joint-group"))
        for move in joint[:MOST_ITEMS]:
            posts, cadre = self._posts(move.after), move.cadre
            yield Line("item", self.say("joint", name=cadre.name, id=cadre.id, posts=posts))
        yield from self.more(len(joint))

    def more(self, count: int) -> Iterator[Line]:
        """How many of a list are left out, where it is too long to be read."""
        if count > MOST_ITEMS:
            yield Line("item", self.say("more", count=count - MOST_ITEMS), "faint")

    def _breach(self, breach: Breach) -> str:
        sure = self.say("unsure") if breach.doubt else ""
        if breach.cadre is None or breach.post is None:
            return self.words(breach.words) + sure
        return (
            self.say("breach", name=breach.cadre.name, id=breach.cadre.id, words=breach.words)
            + sure
        )

    def _unmet(self, proposal: Proposal, account: Account) -> Iterator[Line]:
        after = proposal.after
        missed = [b for b in after.breaches if b.clause.force == "target"]
        vacant = after.vacant[:MOST_ITEMS]
        asked = [(b.post, b.clause) for b in missed[:MOST_ITEMS] if b.post is not None]
        openings = iter(look_for_holders(self.docket, [*asked, *((p, None) for p in vacant)]))
        if missed:
            total = sum(
                v for name, v in after.tiers if (t := read_tier(name)) and t.tier == "targets"
            )
            yield Line("heading", self.say("unmet", count=total))
            yield from self._shortages(account, vacancies=False)
            if free := sum(b.count for b in missed) - total:
                yield Line("note", self.say("within-goal", count=free))
            for breach in missed[:MOST_ITEMS]:
                yield Line("item", self._breach(breach), "bad")
                if breach.post is not None:
                    opening = self._opening(
                        next(openings), proved=proposal.optimal, target=breach.clause.id
                    )
                    yield Line("detail", opening)
            yield from self.more(len(missed))
        if after.vacant or after.unplaced:
            count = len(after.vacant) + len(after.unplaced)
            yield Line("heading", self.say("vacant", count=count))
            yield from self._shortages(account, vacancies=True)
            for post in vacant:
                yield Line("item", self.words(self.docket.post_words(post)), "bad")
                yield Line("detail", self._opening(next(openings), proved=proposal.optimal))
            yield from self.more(len(after.vacant))
            for cadre in after.unplaced[:MOST_ITEMS]:
                yield Line("item", self.say("unplaced", name=cadre.name, id=cadre.id), "bad")
            yield from self.more(len(after.unplaced))

    def _shortages(self, account: Account, *, vacancies: bool) -> Iterator[Line]:
        found = [p for p in account.shortages if (p.clause is None) is vacancies]
        yield from lines_of(bounded(found), self.lang)

    def _opening(self, opening: Opening, *, proved: bool, target: str | None = None) -> str:
        """Who might hold a post; and meet a target, which bars nobody from it."""
        barred = "; ".join(
            self.say("missed" if clause == target else "barred", clause=clause, count=count)
            for clause, count in opening.barred
        )
        if opening.able and barred:
            barred = f"; {barred}"
        if not opening.able:
            nobody = "nobody-meets" if target else "nobody"
            return self.say(nobody, asked=opening.asked, barred=barred)
        names = people_words(opening.able, most=3)
        said = "somebody" if proved else "somebody-open"
        return self.say(said, count=len(opening.able), names=names, barred=barred)

    def alone(self, found: WithoutPair) -> str:
        """A cadre or post without any legal pair, and what bars how many."""
        barred = "; ".join(self._bar(by, n) for by, n in found.barred)
        who, asked = found.who, found.asked
        barred = barred or self.say("no-offer")
        if isinstance(who, Post):
            words = self.docket.post_words(who)
            return self.say("no-cadre-left", post=words, id=who.id, asked=asked, barred=barred)
        return self.say("no-post-left", name=who.name, id=who.id, asked=asked, barred=barred)

    def _bar(self, by: str, count: int) -> str:
        """How many a clause bars, a decision of the board, or what may not be held together."""
        decided = next((d for d in self.docket.settled if d.id == by), None)
        if decided is not None:
            words = decision_words(self.docket, decided)
            return self.say("barred-decision", words=words, count=count)
        if self.docket.policy.clause(by) is None:
            return self.say("barred-joint", count=count)
        return self.say("barred", clause=by, count=count)

    def _waivers(self) -> Iterator[Line]:
        waivers = self.docket.roster.waivers
        if not waivers:
            return
        yield Line("heading", self.say("waivers", count=len(waivers)))
        for waiver in self.docket.roster.waivers_in_order[:MOST_ITEMS]:
            cadre = self.docket.roster.cadre_of[waiver.cadre]
            until = self.say("until", date=day(waiver.until)) if waiver.until else ""
            text = self.say(
                "waiver", name=cadre.name, id=cadre.id, clause=waiver.clause, basis=waiver.basis
            )
            if is_valid(waiver, self.docket.roster):
                yield Line("item", text + until)
            else:
                yield Line("item", text + until + self.say("expired"), "bad")
        yield from self.more(len(waivers))

    def _further(self, more: Further) -> Iterator[Line]:
        for point in more.points:
            shown = replace(point, parts=bounded(point.parts, MOST_ITEMS))
            yield from lines_of((shown,), self.lang)
            if point.kind == "frontier":
                yield from frontier_table(point, self.lang)

    # -- proof ----------------------------------------------------------------------------------

    def _proof(self, proposal: Proposal) -> Iterator[Line]:
        solved = proposal.solved
        yield Line("heading", self.say("proof"))
        values = ", ".join(
            self.say(
                "tier" if tier.proved else "open-tier",
                name=TIERS[each.tier].label,
                rank=self.say("rank", n=each.n) if each.n is not None else "",
                value=tier.value,
                bound=tier.bound,
            )
            for tier in solved.tiers
            if (each := read_tier(tier.name)) is not None
        )
        yield Line("item", values)
        yield Line("item", self._how_sure(proposal), "good" if solved.optimal else "bad")

    def _how_sure(self, proposal: Proposal) -> str:
        solved = proposal.solved
        parts = [self.say("proved" if solved.optimal else f"stopped-{proposal.stopped or 'time'}")]
        parts.append(self.say("judged"))
        if solved.optimal:
            parts.append(self.say(f"second-{proposal.second_opinion}"))
        if left_out := proposal.exclusions:
            parts.append(self.say("excluded", checked=left_out.checked, of=left_out.of))
        parts.append(self.say("canonical" if solved.canonical else "not-canonical"))
        return "; ".join(parts) + "."

    # -- no plan --------------------------------------------------------------------------------

    def _conflict(self, answer: NoPlan, more: Further) -> Iterator[Line]:
        yield Line("heading", self.words(TITLE), "bad")
        if alone := answer.without_pair.cadres:
            yield Line("group", self.say("without-pair", count=len(alone)))
            yield from (Line("item", self.alone(found), "bad") for found in alone[:MOST_ITEMS])
            yield from self.more(len(alone))
        yield Line("note", self.words(proof_words(answer.conflict)))
        members = conflict_point(answer.docket, answer.conflict).parts
        yield from lines_of(members, self.lang, 1)
        yield from self._further(more)
        yield Line("note", self.say(f"second-{answer.second_opinion}"))


def _for_approval(breach: Breach) -> bool:
    force = breach.clause.force
    return force == "approval" or (force == "hard" and breach.doubt)


def _safe(part: object) -> object:
    if isinstance(part, Words):
        return Words(show(part.vi), show(part.en))
    return show(part) if isinstance(part, str) else part
