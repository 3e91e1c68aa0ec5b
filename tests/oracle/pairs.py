"""Which pairs a pair clause judges, what it finds, and what waivers lift."""

from __future__ import annotations

from .cadre_norms import Change
from .facts import Cadre, Clause, Facts, Post
from .pair_rules import CADRE_RULES, PAIR_RULES, applies, judges
from .verdicts import Verdict


class Pairs:
    """The pair clauses of one roster; verdicts are remembered."""

    def __init__(self, facts: Facts) -> None:
        """Nothing is judged yet."""
        self.facts = facts
        self._verdicts: dict[tuple[str, str, str], Verdict] = {}

    def judged(self, clause: Clause) -> list[Post]:
        """The Y posts of a goal: "planned listed posts that the clause judges, filled or not";
        a closing post is "in no seat count after the round"."""
        return [
            post
            for post in self.facts.posts.values()
            if post.open and judges(self.facts, clause, post)
        ]

    def free(self, clause: Clause) -> int:
        """ "`(100 - g)*Y // 100` breaches are free"; none where no goal is set."""
        if "goal" not in clause.options:
            return 0
        return (100 - clause.number("goal", 100)) * len(self.judged(clause)) // 100

    def _waived(self, clause: Clause, cadre: Cadre, post: Post) -> bool:
        """ "A waived pair is no breach"."""
        return any(
            item.clause == clause.id and item.cadre == cadre.id and item.post in (None, post.id)
            for item in self.facts.waivers
        )

    def verdict(self, clause: Clause, cadre: Cadre, post: Post) -> Verdict:
        """Is the clause broken by this pair, waivers heeded? Remembered."""
        key = (clause.id, cadre.id, post.id)
        if key not in self._verdicts:
            found = Verdict.NO
            if not self._waived(clause, cadre, post):
                found = PAIR_RULES[clause.rule].test(self.facts, clause, cadre, post)
            self._verdicts[key] = found
        return self._verdicts[key]

    def _given_up(self, cadre: Cadre, posts: frozenset[str]) -> tuple[Post, ...]:
        """The planned posts given up; "leaving the service excepted", and giving up a closing
        post "breaks no movers clause"."""
        if cadre.leaving:
            return ()
        gone = sorted(self.facts.planned_held(cadre) - posts)
        return tuple(self.facts.posts[post] for post in gone if not self.facts.posts[post].closing)

    def _taken(self, cadre: Cadre, posts: frozenset[str]) -> tuple[Post, ...]:
        """ "*new* = the cadre does not hold the post before the round"."""
        return tuple(self.facts.posts[post] for post in sorted(posts - set(cadre.held)))

    def in_scope(self, clause: Clause, cadre: Cadre, posts: frozenset[str]) -> list[Post]:
        """The pairs that a clause judges when the cadre holds these planned posts afterwards."""
        word, held = applies(clause), frozenset(cadre.held)
        if word == "movers":
            every = self._given_up(cadre, posts)
        elif word == "newcomers":
            every = self._taken(cadre, posts)
        else:
            chosen = posts & held if word == "holders" else posts
            every = tuple(self.facts.posts[post] for post in sorted(chosen))
        return [post for post in every if judges(self.facts, clause, post)]

    def changed(self, clause: Clause, cadre: Cadre, posts: frozenset[str]) -> Verdict:
        """The verdict of a clause of "one breach per cadre" on such a change, waivers heeded."""
        change = Change(
            self._given_up(cadre, posts),
            self._taken(cadre, posts),
            lambda post: self._waived(clause, cadre, post),
        )
        return CADRE_RULES[clause.rule](self.facts, clause, cadre, change)

    def breaches(self, clause: Clause, cadre: Cadre, posts: frozenset[str]) -> int | None:
        """Breaches and doubts of a pair clause; None when force `hard` forbids the holding.

        "Under force `hard` a doubt forbids *new* pairs only; a pair held today may be kept, counts
        one in approvals"; about giving up a post "a doubt never pins a cadre under `hard`, it
        counts one approval if he or she moves".
        """
        if clause.rule in CADRE_RULES:
            verdict = self.changed(clause, cadre, posts)
            forbidden = verdict is Verdict.YES and clause.force == "hard"
            return None if forbidden else int(verdict is not Verdict.NO)
        count = 0
        for post in self.in_scope(clause, cadre, posts):
            verdict = self.verdict(clause, cadre, post)
            if verdict is Verdict.NO:
                continue
            doubt_today = verdict is Verdict.CANNOT_TELL and post.id in cadre.held
            if clause.force == "hard" and not doubt_today:
                return None
            count += 1
        return count
