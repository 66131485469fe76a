"""The language of a page: English is read, others are named, and a few words are no proof."""

from __future__ import annotations

import pytest

from tests.page.tables import reading
from verify.page.language import language_of

TEXTS = {
    "en": "I could not walk. After two visits I ran home and the pain in my back was gone for a week.",
    "es": "El dolor de espalda es muy frecuente y la acupuntura puede ayudar a las personas que lo tienen.",
    "de": "Der Schmerz im Rücken ist häufig, und die Nadeln können den Menschen helfen, die ihn haben.",
    "fr": "Le mal de dos est fréquent et les aiguilles peuvent aider les personnes qui en ont.",
    "zh": "针灸可以帮助腰痛的病人，每周两次，每次三十分钟。",
    "ko": "침술은 허리 통증이 있는 사람에게 도움이 될 수 있습니다. 일주일에 두 번입니다.",
    "ja": "鍼灸は腰痛の人に役立つことがあります。週に二回、三十分です。",
    "ru": "Иглоукалывание может помочь людям с болью в спине, два раза в неделю.",
    "vi": "Châm cứu có thể giúp những người bị đau lưng, và được làm hai lần trong một tuần cho đến khi đỡ.",
}


@pytest.mark.parametrize("code", TEXTS)
def test_a_language_is_told_by_its_words_or_its_script(code: str) -> None:
    assert language_of(TEXTS[code]).code == code
    assert language_of(TEXTS[code], stated="en").code == code


def test_few_words_are_read_and_what_the_page_states_decides_there() -> None:
    assert language_of("Acupuncture Portland").is_read
    assert language_of("Acupuntura", stated="es-MX").code == "es"


def test_a_page_in_another_language_has_people_and_references_and_no_points_of_words() -> None:
    text = (
        f"{TEXTS['es']} Dra. Ana Quillón, L.Ac. doi: 10.5555/abc123. Resultados garantizados, miracle cure."
    )
    found = reading(text)
    assert [each.quote for each in found.passages["doi"]] == ["10.5555/abc123"]
    assert found.passages["miracle"] == () == found.passages["cure"]
    assert [claim.credentials for person in found.people for claim in person.claims] == [("LAc",)]
