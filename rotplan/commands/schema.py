"""`rotplan schema`: the JSON Schemas of rosters, policies, plans and findings."""

import sys

import click

_KINDS = ("roster", "policy", "plan", "findings")


@click.command("schema")
@click.argument("kind", type=click.Choice(_KINDS), metavar="|".join(_KINDS))
def command(kind: str) -> int:
    """Print the JSON Schema of a roster, a policy, a plan or the findings of check.

    With the first two an editor completes keys and marks values of the wrong kind; `rotplan init`
    sets this up.
    """
    sys.stdout.write(schema_text(kind))
    return 0


def schema_text(kind: str) -> str:
    """The schema as it is committed."""
    if kind == "plan":
        from rotplan.plan.form import schema

        return schema()
    from rotplan.output import findings_schema, schemas

    makers = {
        "roster": schemas.roster_schema,
        "policy": schemas.policy_schema,
        "findings": findings_schema.findings_schema,
    }
    return schemas.text(makers[kind]())
