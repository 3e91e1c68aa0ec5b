"""Posts, and what kinds of them there are."""

from rotplan.language.words import Words
from rotplan.roster.reading.field_types import (
    Bilingual,
    Fact,
    Flag,
    Text,
    Unread,
    Whole,
)


class Post(Fact):
    """One seat. `closing`: the seat ends with this round."""

    id: Text
    unit: Text
    kind: Text
    required: Flag | None = None
    authority: Text | None = None
    closing: Flag = False


class PostKind(Fact):
    """A kind of post: its grade orders posts, `head` marks the leader of a unit."""

    title: Bilingual
    grade: Whole
    head: Flag = False
    required: Flag = False
    # these may stand there: check warns of them, and they are no facts
    side: Unread = None
    party: Unread = None
    standing_committee: Unread = None

    @property
    def words(self) -> Words:
        return self.title.words
