"""The certificate of a plan file: made from an answer, and checked without any solver."""

from rotplan.language.words import Words
from rotplan.plan.file import plan_schema
from rotplan.plan.file.checked_plan import NO_CERTIFICATE, CheckedPlan
from rotplan.plan.file.plan_records import CertificateOnRecord, CertifiedCut, CertifiedTier
from rotplan.plan.file.plan_schema import PlanFile
from rotplan.planning.program.program import Program
from rotplan.planning.proof.certificate import Certificate, certify, certify_none
from rotplan.planning.proof.multipliers import FEASIBILITY, SCALE, Multipliers
from rotplan.planning.proof.row_sum import NamedCut


def written(certificate: Certificate) -> CertificateOnRecord:
    """A certificate in the form of the plan file."""
    tiers = [
        CertifiedTier(
            name=given.tier,
            bound=found.exact,
            verdict="proved" if certificate.covers(given.tier) else "limit",
            posts=dict(sorted(given.posts.items())),
            rows=dict(sorted(given.rows.items())),
            settled=dict(sorted(given.settled.items())),
            cuts=[_written(cut) for cut in given.cuts],
        )
        for given, found in certificate.tiers
    ]
    return CertificateOnRecord(scale=SCALE, sha256=plan_schema.digest(tiers), tiers=tiers)


def _written(cut: NamedCut) -> CertifiedCut:
    return CertifiedCut(
        divisor=cut.divisor,
        candidates=dict(sorted(cut.candidates.items())),
        posts=dict(sorted(cut.posts.items())),
        rows=dict(sorted(cut.rows.items())),
        earlier=list(cut.earlier),
        multiplier=cut.multiplier,
    )


def _read(cut: CertifiedCut) -> NamedCut:
    return NamedCut(
        cut.divisor, cut.candidates, cut.posts, cut.rows, tuple(cut.earlier), cut.multiplier
    )


def check_certificate(case: CheckedPlan, program: Program | Words) -> None:
    """Compute every bound anew; what the certificate does not bear out is reported.

    `program`: the docket compiled afresh, or why it could not be.
    """
    plan, stated = case.plan, case.plan.certificate
    if plan.status == "undecided":
        return
    if stated is None:
        reason = Words("tệp không có chứng thực", "the file carries no certificate")
        _unproved(case, reason, "certificate", "tiers.bound", "status", "proof.bound_met")
        return
    if stated.scale != SCALE:
        words = Words(f"scale phải là {SCALE}", f"its scale should be {SCALE}")
        case.say("plan-certificate", "certificate", "scale", what=words)
        return
    names = [FEASIBILITY] if plan.status == "infeasible" else [t.name for t in plan.tiers]
    if [tier.name for tier in stated.tiers] != names:
        words = Words("không có đủ các tầng", "its tiers are not those of the plan")
        case.say("plan-certificate", "certificate", "tiers", what=words)
        return
    if isinstance(program, Words):
        every = "certificate", "tiers.bound", "status", "proof.bound_met", "proof.second_opinion"
        _unproved(case, program, *every)
        return
    _Comparison(case, stated).run(_anew(plan, stated, program))


def _unproved(case: CheckedPlan, reason: Words, *keys: str) -> None:
    case.say("plan-unproved", "proof", reason=reason)
    case.leave(NO_CERTIFICATE, *keys)


def _anew(plan: PlanFile, stated: CertificateOnRecord, program: Program) -> Certificate:
    """What the multipliers of a file prove, over all columns of a fresh compile."""
    given = [
        Multipliers(t.name, t.posts, t.rows, t.settled, tuple(map(_read, t.cuts)))
        for t in stated.tiers
    ]
    if plan.status == "infeasible":
        return certify_none(program, given[0])
    values = {tier.name: tier.value for tier in plan.tiers if tier.value is not None}
    bounds = {tier.name: tier.bound for tier in plan.tiers if tier.bound is not None}
    return certify(program, given, values, bounds)


class _Comparison:
    """A certificate as it stands in a file, against the same computed anew."""

    def __init__(self, case: CheckedPlan, stated: CertificateOnRecord) -> None:
        self.case, self.plan, self.stated, self.say = case, case.plan, stated, case.say

    def run(self, anew: Certificate) -> None:
        if plan_schema.digest(self.stated.tiers) != self.stated.sha256:
            words = Words("nội dung không khớp với sha256", "its content does not fit its sha256")
            self.say("plan-certificate", "certificate", "sha256", what=words)
        for n, tier in enumerate(self.stated.tiers):
            self.tier(n, tier, anew)
        open_tiers = [tier for tier in anew.claimed if not anew.covers(tier)]
        if open_tiers:
            names = ", ".join(open_tiers)
            reason = Words(
                f"chứng thực không chứng minh được cận của {names}",
                f"the certificate does not prove the bound of {names}",
            )
            _unproved(self.case, reason, "tiers.bound", "status", "proof.bound_met")
        self.opinion(anew)

    def opinion(self, anew: Certificate) -> None:
        """`certificate` where it proves all, and then not `limit`."""
        stated = self.plan.proof.second_opinion
        found = "certificate" if anew.complete else "limit"
        if self.plan.status != "feasible" and stated not in ("agrees", found):
            self.say(
                "plan-status", "proof", "second_opinion",
                key="proof.second_opinion", claimed=stated, found=found,
            )  # fmt: skip

    def tier(self, n: int, stated: CertifiedTier, anew: Certificate) -> None:
        _, found = anew.tiers[n]
        if found.exact != stated.bound:
            at: tuple[str | int, ...] = ("certificate", "tiers", n, "bound")
            words = Words(
                "tầng {tier}: ghi {claimed}, tính lại được {found}",
                "tier {tier}: it says {claimed}, computed anew it is {found}",
            ).format(tier=stated.name, claimed=stated.bound, found=found.why or found.exact)
            self.say("plan-certificate", *at, what=words)
        verdict = "proved" if anew.covers(stated.name) else "limit"
        if verdict != stated.verdict and self.plan.status != "infeasible":
            claimed = self.plan.tiers[n].bound
            nothing = found.bound is None
            self.say(
                "plan-bound", "tiers", n, "bound", tier=stated.name, claimed=claimed,
                found=Words("không gì", "nothing") if nothing else found.bound,
            )  # fmt: skip
        elif verdict != stated.verdict:
            words = _NOTHING if verdict == "limit" else _ALL
            self.say("plan-certificate", "certificate", "tiers", n, "verdict", what=words)


_NOTHING = Words("không chứng minh được gì", "it proves nothing")
_ALL = Words(
    "ghi limit, nhưng chứng minh được là không có phương án nào",
    "it says limit, but proves that there is no plan",
)
