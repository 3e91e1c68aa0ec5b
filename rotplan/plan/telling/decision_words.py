"""The board's decisions in words. No solver is in it: a plan is told from its file, too."""

from rotplan.language.words import Words, same
from rotplan.plan.telling.names_in_sentences import who
from rotplan.policy.docket import Docket
from rotplan.roster.records import Decision

_VERBS = {
    "keep": Words("giữ nguyên {who}", "keep {who} in post"),
    "place": Words("bố trí {who} vào {where}", "place {who} in {where}"),
    "never": Words("không bố trí {who} vào {where}", "never place {who} in {where}"),
}


def decision_words(docket: Docket, decision: Decision) -> Words:
    """What the board settled, with the names of cadre, post or unit."""
    cadre = docket.roster.cadre_of[decision.cadre]
    target = decision.target or ""
    post = docket.roster.post_of.get(target)
    unit = docket.roster.unit_of.get(target)
    where = same(unit.name if unit else target)
    if post is not None:
        where = docket.post_words(post)
    return _VERBS[decision.verb].format(who=who(cadre), where=where)
