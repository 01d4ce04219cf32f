"""Every table says what its columns are, and what they lead to."""

from dossierpress.packages.tables import TABLES


def test_a_key_leads_to_a_table_with_ids() -> None:
    for name, columns in TABLES.items():
        assert [columns[0].name, columns[1].name] == ["id", "address"], name
        assert len({each.name for each in columns}) == len(columns)
        assert {each.of for each in columns if each.of} <= set(TABLES)
        assert all(each.about for each in columns)
