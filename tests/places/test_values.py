import pytest

from townline.places.values import Location, block_of


@pytest.mark.parametrize(
    ("address", "block"),
    [
        ("418 Maple Street", "400-499 Maple Street"),
        ("18 Maple Street", "1-99 Maple Street"),
        ("1000 Rue du Port", "1000-1099 Rue du Port"),
        ("418B Maple Street", "400-499 Maple Street"),
        ("418-420 Maple Street", "400-499 Maple Street"),
        ("Maple Street at King Street", "Maple Street at King Street"),
        ("", ""),
    ],
)
def test_block_of_hides_the_number_of_the_house(address: str, block: str) -> None:
    assert block_of(address) == block


def test_location_is_empty_without_a_point_an_address_or_words() -> None:
    assert [place.is_empty for place in (Location(), Location(lat=1.0), Location(description="by the pond"))] == [
        True,
        True,
        False,
    ]
