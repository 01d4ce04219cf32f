"""Who took what and who holds it, as written and as changed since."""

from dossierpress.memo.graph import Graph, packed, unpacked


def graph() -> Graph:
    """0 and 1 are leaves; 2 took both, 3 took 2, and 4 took 1."""
    made = Graph()
    for number, taken in {2: [0, 1], 3: [2], 4: [1]}.items():
        made.take(number, packed(taken))
    return made


def written(made: Graph) -> Graph:
    held = made.reached([3, 4])
    assert held == [0, 1, 2, 3, 4]
    return Graph(*made.renumbered(held, {number: number for number in held}).written())


def test_what_was_written_is_as_what_was_taken() -> None:
    for each in (graph(), written(graph())):
        assert [sorted(each.holders(number)) for number in range(5)] == [[2], [2, 4], [3], [], []]
        assert [list(unpacked(each.taken(number))) for number in range(5)] == [[], [], [0, 1], [2], [1]]


def test_who_took_something_else_holds_what_was_taken_before_no_more() -> None:
    made = written(graph())
    assert made.take(2, packed([0]))
    assert not made.take(2, packed([0]))
    assert list(made.holders(1)) == [4]
    assert made.take(5, packed([4, 1]))
    assert sorted(made.holders(1)) == [4, 5]
    assert list(made.holders(4)) == [5]


def test_what_nobody_reaches_is_let_go() -> None:
    made = graph().renumbered([1, 4], {1: 0, 4: 1})
    assert list(made.holders(0)) == [1]
    assert list(unpacked(made.taken(1))) == [0]
