"""`rotplan schema`: the JSON Schemas of rosters, policies, plans, explanations and findings."""

import sys

import click

_KINDS = ("roster", "policy", "plan", "explanation", "findings")


@click.command("schema")
@click.argument("kind", type=click.Choice(_KINDS), metavar="|".join(_KINDS))
def command(kind: str) -> int:
    """Print the JSON Schema of a roster, a policy, a plan, an explanation or the findings.

    With the first two an editor completes keys and marks values of the wrong kind; `rotplan init`
    sets this up.
    """
    sys.stdout.write(schema_text(kind))
    return 0


def schema_text(kind: str) -> str:
    """The schema as it is committed."""
    if kind == "plan":
        from rotplan.plan.file.plan_schema import plan_schema

        return plan_schema()
    if kind == "explanation":
        from rotplan.plan.file import explanation_file

        return explanation_file.explanation_schema()
    from rotplan.reference import editor_schemas, findings_schema

    makers = {
        "roster": editor_schemas.roster_schema,
        "policy": editor_schemas.policy_schema,
        "findings": findings_schema.findings_schema,
    }
    return editor_schemas.text(makers[kind]())
