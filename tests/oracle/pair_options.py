"""Options of the pair rules in made rosters, on both sides of every threshold."""

from __future__ import annotations

from .dates import back
from .terrain import some_km
from .world import KINDS, Doc, World


def some(world: World, options: Doc, chance: float = 0.5) -> Doc:
    """Each option with that chance, so that defaults are used too."""
    return {key: value for key, value in options.items() if world.chance(chance)}


def non_local(world: World) -> Doc:
    """Mostly the hometown against the commune."""
    rng = world.rng
    evidence = (["home"], ["home"], ["home", "birthplace"], ["home", "lived"], ["lived"])
    options: Doc = {"evidence": rng.choice(evidence), "lived_years": rng.choice(("20", "15"))}
    options = some(world, options, 0.7)
    options |= some(world, {"level": "commune", "applies": "newcomers"}, 0.25)
    if world.chance(0.12):
        options["level"] = rng.choice(("district", "district", "province"))
    return options


def term_limit(world: World) -> Doc:
    """Ten years, or less to bind more often."""
    return some(world, {"months": world.rng.choice(("120", "119", "60", "36"))}, 0.6)


def min_stay(world: World) -> Doc:
    """Three years, or months that end on another month."""
    return some(world, {"months": world.rng.choice(("36", "30", "37", "60"))})


def grade_step(world: World) -> Doc:
    """Equal grade, or some steps up and down, with or without appraisals."""
    rng = world.rng
    options = {"max_up": rng.choice(("0", "5", "10")), "max_down": rng.choice(("0", "5", "10"))}
    options = some(world, options, 0.8)
    if options.get("max_up", "0") != "0" and world.chance(0.7):
        options["up_needs"] = rng.choice(("good", "excellent", "good"))
        options |= some(world, {"up_years": rng.choice(("1", "2", "3"))})
    return options


def qualification(world: World) -> Doc:
    """One to four of the minimums."""
    rng = world.rng
    options = {
        "education": rng.choice(("college", "university", "university")),
        "theory": rng.choice(("intermediate", "advanced")),
        "expertise": ["agriculture", "law"],
        "languages": ["Tày", "Mông"],
    }
    return some(world, options, 0.4) or {"education": "university"}


def experience(world: World) -> Doc:
    """One to three kinds, and months that careers of made cadres just reach or just miss."""
    kinds = world.rng.sample(list(KINDS), world.rng.randint(1, 3))
    return {"kinds": kinds, "months": world.rng.choice(("24", "36", "60", "120", "121"))}


def planning_list(world: World) -> Doc:
    """No option, save that it may be asked of everyone."""
    return some(world, {"applies": "everyone"}, 0.15)


def service_left(world: World) -> Doc:
    """The figures of the law, or a shorter term."""
    options = {"months": world.rng.choice(("120", "60")), "months_non_local": "48"}
    return some(world, options, 0.4)


def election_age(world: World) -> Doc:
    """The figures of the law; kinds that count as elected, from a day of the past; the reckoning
    month, where the round does not give it or gives another."""
    rng = world.rng
    options = some(world, {"first_time": "60", "re_elected": rng.choice(("30", "48"))}, 0.6)
    options["re_elected_kinds"] = rng.sample(list(KINDS), rng.randint(1, 3))
    options["re_elected_since"] = world.ago(12, 24, 30, 36, 60).isoformat()
    if world.own_reckon and world.reckon is not None:
        options["reckon"] = world.reckon.strftime(rng.choice(("%Y-%m", "%Y-%m-%d")))
    return options | some(world, {"applies": "newcomers"}, 0.15)


def discipline(world: World) -> Doc:
    """One or two steps of the law, the second beginning about where decisions were taken."""
    figures = [("12", "12", "12"), ("12", "30", "60"), ("24", "36", "60")]
    later = world.ago(12, 30).isoformat()
    begins = world.rng.choice((["2010-01-01"], ["2010-01-01", later], [later]))
    chosen = world.rng.sample(figures, len(begins))
    names = ("reprimand", "warning", "removal")
    waits = [
        {"from": begin, **dict(zip(names, months, strict=True))}
        for begin, months in zip(begins, chosen, strict=True)
    ]
    return {"waits": waits}


def frozen(world: World) -> Doc:
    """Those under investigation, or more."""
    return some(world, {"circumstances": ["under_investigation", "seconded"]}, 0.3)


def protected(world: World) -> Doc:
    """The circumstances of the law, or fewer; months to retirement."""
    options: Doc = {"circumstances": ["pregnant", "child_under_36_months"]}
    options["months_to_retirement"] = world.rng.choice(("18", "24", "17"))
    return some(world, options, 0.4)


def no_return(world: World) -> Doc:
    """Five years, or as many months as made cadres have been away."""
    return some(world, {"months": world.rng.choice(("36", "30", "24", "12", "60"))}, 0.6)


def hardship(world: World) -> Doc:
    """Hard units by name or by zone."""
    rng = world.rng
    where: Doc = {"zone": rng.choice(("2", "3", "3"))}
    if world.chance(0.4):
        where = {"units": rng.sample(world.communes, min(len(world.communes), rng.randint(1, 2)))}
    options = some(world, {"months": rng.choice(("36", "30", "60", "120"))}, 0.7)
    return where | options | some(world, {"applies": "newcomers"}, 0.12)


def distance(world: World) -> Doc:
    """About as far as some unit is from some other."""
    return {"max_km": some_km(world)} | some(world, {"applies": "everyone"}, 0.15)


def late(world: World) -> str:
    """Another reckoning month for the round, which a clause of its own sets aside."""
    return back(world.day, -world.rng.choice((1, 24, 36))).strftime("%Y-%m")
