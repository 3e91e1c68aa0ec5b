"""The holder of a post is not a local of the place where the post is."""

from typing import Annotated, ClassVar, Literal

import numpy as np
from pydantic import Field

from rotplan.language.words import Words
from rotplan.roster.counted_spans import Counted, residence_of
from rotplan.roster.gazetteer.address_parts import AddressLevel
from rotplan.roster.places.labels import ended_units, possible_units
from rotplan.roster.reading.field_types import Count, Day
from rotplan.roster.records import Cadre, Place, Stay
from rotplan.roster.table import NOWHERE, Table
from rotplan.rules.kit.grouping import distinct
from rotplan.rules.kit.locality import Locality, locality
from rotplan.rules.kit.pairs import Pairs
from rotplan.rules.kit.residence import lived_months
from rotplan.rules.kit.rule import Options, Pair, PairRule
from rotplan.rules.kit.three_valued import NO, UNKNOWN, YES, Flags, Verdicts, any_of

Evidence = Literal["home", "birthplace", "lived"]


class NonLocalOptions(Options):
    level: Annotated[
        AddressLevel, Words("cấp của địa phương được xét", "the level at which a place is judged")
    ] = "commune"
    evidence: Annotated[
        tuple[Evidence, ...],
        Field(min_length=1),
        Words("căn cứ để coi là người địa phương", "what makes one a local"),
    ] = ("home",)
    lived_years: Annotated[
        Count, Words("số năm đã sống để coi là người địa phương", "years lived there")
    ] = 20
    units_as_of: Annotated[
        Day | None,
        Words(
            "xét theo địa giới của ngày này (mặc định: ngày của đợt)",
            "judged by the units of this day (default: the round's date)",
        ),
    ] = None


class NonLocal(PairRule[NonLocalOptions]):
    """Any evidence yes is a local, all no is not, anything else cannot be told."""

    name = "non-local"
    title = Words("không là người địa phương", "not a local")
    says = Words(
        "Người giữ chức danh không là người của xã (huyện, tỉnh) nơi có chức danh đó, theo quê "
        "quán, nơi sinh hoặc nơi đã sống lâu năm; địa giới tính theo ngày của đợt.",
        "The holder is not a local of the commune (district, province) of the post, by home place, "
        "birthplace or long residence; places are those of the round's date.",
    )
    why = Words(
        "Người đứng đầu không là người địa phương thì ít bị quan hệ họ hàng, làng xóm chi phối.",
        "A head from elsewhere is less bound by kin and neighbours.",
    )
    law = ("R1.09", "R2.12", "R3.08", "R3.09", "R3.10", "R7")
    options = NonLocalOptions
    applies = "everyone"
    turns_on = "unit"
    bars_locals = True
    _evidence: ClassVar[dict[Evidence, Words]] = {
        "home": Words("quê quán", "the home place"),
        "birthplace": Words("nơi sinh", "the birthplace"),
        "lived": Words("nơi đã sống", "the places lived in"),
    }

    def judges(self, table: Table, options: NonLocalOptions) -> Flags:
        return np.not_equal(_locality(table, options).unit_of_post, NOWHERE)

    def asks(self, options: NonLocalOptions) -> tuple[str, ...]:
        return options.evidence

    def broken(self, pairs: Pairs, options: NonLocalOptions) -> Verdicts:
        answers, judged = [], _locality(pairs.table, options)
        if "home" in options.evidence:
            answers.append(judged.verdicts(pairs, lambda cadre: cadre.home))
        if "birthplace" in options.evidence:
            answers.append(judged.verdicts(pairs, lambda cadre: cadre.birthplace))
        if "lived" in options.evidence:
            answers.append(_settled(pairs, options))
        return any_of(answers)

    def breach(self, pair: Pair, options: NonLocalOptions) -> Words:
        for evidence in options.evidence:
            if evidence != "lived" and _verdict(pair, evidence, options) == YES:
                return Words("{what} ở {unit}{was}", "{what} is in {unit}{was}").format(
                    what=self._evidence[evidence],
                    unit=_place_name(pair, options),
                    was=_former(pair, evidence),
                )
        return Words(
            "đã sống ở {unit} từ {years} năm trở lên",
            "has lived in {unit} for {years} years or more",
        ).format(unit=_place_name(pair, options), years=options.lived_years)

    def doubt(self, pair: Pair, options: NonLocalOptions) -> Words:
        unknown = [e for e in options.evidence if _is_open(pair, e, options)]
        evidence = unknown[0] if unknown else options.evidence[0]
        return Words(
            "chưa rõ có phải người {unit} hay không ({what} chưa xác định được{why})",
            "cannot tell whether a local of {unit} ({what} is not known well enough{why})",
        ).format(
            unit=_place_name(pair, options),
            what=self._evidence[evidence],
            why=_choices(pair, evidence, options),
        )


def _settled(pairs: Pairs, options: NonLocalOptions) -> Verdicts:
    """Whether the cadre has lived in the post's place for so many years, all stays together."""
    table, months = pairs.table, 12 * options.lived_years
    judged = _locality(table, options)
    units = judged.unit_of_post[pairs.post]
    keys = pairs.cadre * len(table.unit_number) + units
    asked, position = distinct(keys)
    answers = np.full(len(asked), UNKNOWN)
    for n, pair in enumerate(asked.tolist()):
        cadre = table.cadres[pair // len(table.unit_number)]
        if cadre.lived is not None:
            unit = pair % len(table.unit_number)
            counted = residence_of(cadre, table.roster.round.date)
            answers[n] = _lived_long(judged, counted, cadre.lived, unit, months)
    return answers[position]


def _lived_long(
    judged: Locality, counted: Counted, stays: tuple[Stay, ...], unit: int, months: int
) -> np.int8:
    sure = [s for s in stays if judged.verdict(s.at, unit) == YES]
    possible = [s for s in stays if judged.verdict(s.at, unit) != NO]
    if lived_months(sure, counted, longest=False) >= months:
        return YES
    return NO if lived_months(possible, counted, longest=True) < months else UNKNOWN


def _locality(table: Table, options: NonLocalOptions) -> Locality:
    return locality(table, options.level, options.units_as_of)


def place_verdict(table: Table, place: Place | None, unit: int, level: AddressLevel) -> np.int8:
    """Whether a place lies in a unit where posts are, by the units of the round's date."""
    return locality(table, level).verdict(place, unit)


def _place(cadre: Cadre, evidence: Evidence) -> Place | None:
    return {"home": cadre.home, "birthplace": cadre.birthplace}.get(evidence)


def _verdict(pair: Pair, evidence: Evidence, options: NonLocalOptions) -> np.int8:
    """Whether the home or the birthplace lies in the unit of the post."""
    judged = _locality(pair.table, options)
    return judged.verdict(_place(pair.cadre, evidence), _unit(pair, options))


def _is_open(pair: Pair, evidence: Evidence, options: NonLocalOptions) -> bool:
    if evidence == "lived":
        return pair.cadre.lived is None
    return bool(_verdict(pair, evidence, options) == UNKNOWN)


def _former(pair: Pair, evidence: Evidence) -> Words:
    """What the place was called, if the gazetteer led from a unit that is no more."""
    place = _place(pair.cadre, evidence)
    assert place is not None
    was = ended_units(pair.table.roster, place)
    if was is None:
        return Words("", "")
    return Words(" ({was})", " ({was})").format(was=was)


def _choices(pair: Pair, evidence: Evidence, options: NonLocalOptions) -> Words:
    """The units among which it cannot be told, if any are known."""
    place = _place(pair.cadre, evidence)
    on = options.units_as_of or pair.table.roster.round.date
    among = possible_units(pair.table.roster, place, on) if place is not None else None
    if among is None:
        return Words("", "")
    return Words(": {among}", ": {among}").format(among=among)


def _unit(pair: Pair, options: NonLocalOptions) -> int:
    """Number of the commune, district or province that is judged for the post."""
    number = pair.table.post_number[pair.post.id]
    return int(_locality(pair.table, options).unit_of_post[number])


def _place_name(pair: Pair, options: NonLocalOptions) -> str:
    return pair.table.roster.unit_of[pair.table.unit_ids[_unit(pair, options)]].name
