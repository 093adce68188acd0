"""Names are printed native script first, family name in capitals, whatever part is missing."""

import pytest

from tripplanner.names import PersonName, addressed, greeted


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


@pytest.mark.parametrize(
    ("language", "form", "said"),
    [
        ("fr", "Mme", "Madame LI Na"), ("fr", "M.", "Monsieur LI Na"), ("fr", "Dr", "Docteur LI Na"),
        ("fr", "Madame la Directrice", "Madame la Directrice LI Na"), ("fr", "", "LI Na"),
        ("en", "Ms", "Ms LI Na"), ("en", "Dr", "Dr LI Na"), ("zh", "女士", "李娜女士"), ("zh", "处长", "李娜处长"),
    ],
)  # fmt: skip
def test_a_letter_greets_without_abbreviations_and_keeps_posts(language: str, form: str, said: str) -> None:
    name = PersonName("Li", "Na", native_family="李", native_given="娜", native_script="Hans")
    assert addressed(name, form, language) == said
    assert addressed(None, form, language, "X") == said.replace("李娜", "X").replace("LI Na", "X")
    assert greeted(name, form, language) == (said.removesuffix(" LI Na") if language == "fr" and form else said)
