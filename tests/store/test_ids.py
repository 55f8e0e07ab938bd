"""UUIDs that encode a row: reversible, of one kind, checked, and in order."""

from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from outrider.store.ids import KINDS, kind_of, to_id, to_uuid

ids = st.integers(1, 2**63 - 1)
kinds = st.sampled_from(sorted(KINDS))


@given(kinds, ids)
def test_there_and_back(kind: str, id: int) -> None:
    uuid = to_uuid(kind, id)
    assert to_id(kind, uuid) == to_id(kind, str(uuid)) == to_id(kind, str(uuid).upper()) == id
    assert kind_of(uuid) == kind
    assert uuid.version == 4
    assert uuid.variant == "specified in RFC 4122"


@given(kinds, kinds, ids)
def test_another_kind_is_nothing(kind: str, other: str, id: int) -> None:
    assert (to_id(other, to_uuid(kind, id)) is None) == (kind != other)


@given(kinds, ids, ids)
def test_uuids_sort_like_ids(kind: str, a: int, b: int) -> None:
    assert (to_uuid(kind, a) < to_uuid(kind, b)) == (a < b)


@given(kinds, ids, st.integers(0, 127))
def test_a_flipped_bit_is_nothing(kind: str, id: int, bit: int) -> None:
    assert to_id(kind, UUID(int=to_uuid(kind, id).int ^ 1 << bit)) is None


def test_foreign_and_malformed_ones_are_nothing() -> None:
    for text in (
        "",
        "x",
        "1",
        "00000000-0000-0000-0000-000000000000",
        "ffffffff-ffff-ffff-ffff-ffffffffffff",
        *(str(uuid4()) for _ in range(100)),
    ):
        assert to_id("lead", text) is None
        assert kind_of(text) is None
    assert to_id("no such kind", to_uuid("lead", 1)) is None


def test_numbers_are_never_reused() -> None:
    assert len(set(KINDS.values())) == len(KINDS)
    assert KINDS["lead"] == 16
    assert KINDS["campaign"] == 33
    assert KINDS["message"] == 49
