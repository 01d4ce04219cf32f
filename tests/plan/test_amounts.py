"""Numbers with units, as sources write them: found, or left alone where nobody can be sure."""

import pytest

from dossierpress.plan.amounts import Amount, amount_of


@pytest.mark.parametrize(
    ("value", "language", "low", "high", "unit"),
    [
        ("4,060,000", "en", 4_060_000, 4_060_000, ""),
        ("4 060 000 €", "fr", 4_060_000, 4_060_000, "€"),
        ("4’060’000 Franken", "de-CH", 4_060_000, 4_060_000, "franken"),
        ("1.234,5 t", "de", 1234.5, 1234.5, "t"),
        ("4.060", "de", 4060, 4060, ""),
        ("4.060", "en", 4.06, 4.06, ""),
        ("2.5 to 2.9 million", "en", 2.5e6, 2.9e6, ""),
        ("900 to 1,100 thousand tonnes", "en", 9e5, 1.1e6, "tonnes"),
        ("5 – 7 cubic metres", "en", 5, 7, "cubic metres"),
        ("12-14 °C", "en", 12, 14, "°c"),
        ("-3 °C", "en", -3, -3, "°c"),
        ("two fathoms (3.66 m)", "en", 3.66, 3.66, "m"),
        ("Forty-three (43)", "en", 43, 43, ""),
        ("212 (manifest)", "en", 212, 212, ""),
        ("11, at 01:12", "en", 11, 11, ""),
        ("3,5 Mio. Euro", "de", 3.5e6, 3.5e6, "euro"),
        ("3.5 milliards", "fr", 3.5e9, 3.5e9, ""),
        ("5 billions", "fr", 5e12, 5e12, ""),
        ("$2m", "en", 2e6, 2e6, "$"),
        ("USD 5 billion", "en", 5e9, 5e9, "usd"),
        ("2 m", "en", 2, 2, "m"),
        ("at least 12 dead", "en", 12, 12, "dead"),
        ("٤٣ شخصا", "ar", 43, 43, "شخصا"),
        ("12 %", "en", 12, 12, "%"),
    ],
)
def test_a_number_and_its_unit(value: str, language: str, low: float, high: float, unit: str) -> None:
    assert amount_of(value, language) == Amount(low, high, unit)


@pytest.mark.parametrize(
    "value",
    ["dozens", "", "2011-12-05", "01:12", "43 of 212", "3/4", "1e3", "20 kg to 30 kg", "Q9", "9 to 2"],
)
def test_what_nobody_can_be_sure_of_is_no_amount(value: str) -> None:
    assert amount_of(value, "en") is None
