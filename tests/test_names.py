"""Names are printed native script first, family name in capitals, whatever part is missing."""

import pytest

from tripplanner.names import PersonName


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        (PersonName("Li", "Na", native_family="李", native_given="娜", native_script="Hans"), "李娜 LI Na"),
        (PersonName("Ouyang", "Xiu", native_family="欧阳", native_given="修"), "欧阳修 OUYANG Xiu"),
        (PersonName("", "Maimaiti Aili", native_given="买买提·艾力"), "买买提·艾力 Maimaiti Aili"),
        (PersonName("Dupont", "Anne", order="given_first"), "Anne DUPONT"),
        (PersonName("García", "Ana", second_family="Márquez", order="given_first"), "Ana GARCÍA MÁRQUEZ"),
        (PersonName("", "Suharto"), "Suharto"),
        (PersonName("Petrov", "Ivan", native_family="Петров", native_given="Иван", native_script="Cyrl"),
         "Петров Иван PETROV Ivan"),
        (PersonName("Li", "Na", native_family="李", native_given="娜", preferred_latin="Na Lee"), "李娜 Na Lee"),
        (PersonName(native_family="王", native_given="琳"), "王琳"),
        (PersonName(), ""),
    ],
)  # fmt: skip
def test_a_name_is_printed_as_the_roster_says(name: PersonName, printed: str) -> None:
    assert name.printed == printed
    assert bool(name) is bool(printed)
