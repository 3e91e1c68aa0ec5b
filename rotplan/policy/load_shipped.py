"""The policies that come with rotplan, read and ready."""

from rotplan.policy.policy import Policy, build_policy, load_policy, shipped
from rotplan.roster.reading.problems import Problems


def named_policy(name: str, problems: Problems) -> Policy | None:
    """A policy by its name or path; nothing on any error, which is then in `problems`."""
    chain = load_policy(name, "-", None, problems)
    if chain is None or any(document.cut for _, document in chain):
        return None
    policy = build_policy(chain, (), problems)
    return None if problems.errors else policy


def shipped_policies() -> list[Policy]:
    """All shipped policies, the oldest first."""
    found = [named_policy(name, Problems()) for name in shipped()]
    return [policy for policy in found if policy is not None]
