"""By which name a buyer is greeted."""

import pytest

from orders_tui.domain.greeting import greeted_name


@pytest.mark.parametrize(
    ("name", "greeted"),
    [
        ("Siti Aminah", "Siti"),
        ("hj. nurjannah hafid", "Hj. Nurjannah"),
        ("Bu Nabila Khairunnisa", "Bu Nabila"),
        ("Ny. Lestari", "Ny. Lestari"),
        ("H. Ahmad Dahlan", "H. Ahmad"),
        ("Bpk. Drs. H. Joko Widodo", "Bpk. Drs. H. Joko"),
        ("dr Rina", "dr Rina"),
        ("M. Rizky", "M. Rizky"),
        ("I Gusti Ngurah Rai", "I Gusti Ngurah"),
        ("Nurul, S.Pd", "Nurul"),
        ("rizky", "Rizky"),
        ("Pak", "Pak"),
        ("SITI", "SITI"),
        (" ", ""),
    ],
)
def test_a_title_is_no_name(name: str, greeted: str) -> None:
    assert greeted_name(name) == greeted
