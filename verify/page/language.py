"""Which language a page is in, by its script and its commonest words; only English is read for points."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

ENGLISH = "en"
UNKNOWN = "und"
"""The code of a language that can't be told."""

NAMES = {
    "en": "English",
    "es": "Spanish",
    "de": "German",
    "fr": "French",
    "it": "Italian",
    "pt": "Portuguese",
    "nl": "Dutch",
    "pl": "Polish",
    "vi": "Vietnamese",
    "sv": "Swedish",
    "tr": "Turkish",
    "zh": "Chinese",
    "ja": "Japanese",
    "ko": "Korean",
    "ru": "Russian",
    "ar": "Arabic",
    "hi": "Hindi",
    UNKNOWN: "a language that we can’t tell",
}

_COMMON = {
    "en": "the and of to a in is that for it you with on are this be your or not as at by we can have if from"
    " will they was i my me he she his her our us but all more when what which who how after before about "
    "than then one"
    " two has had been were do does did would could should may no so up out their them there any "
    "some each every"
    " pain back help people treatment",
    "es": "de la que el en y los del se las por un con una para su es lo como más o pero sus le ya este"
    " sin sobre muy dolor",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an"
    " werden aus er hat dass sie bei",
    "fr": "de la le et les des en un du une que est pour qui dans par plus pas au sur ne se vous avec il"
    " ce nous sont votre",
    "it": "di e il la che in un per è una sono con del si da non come più ma le dei alla anche della al"
    " nel dolore gli",
    "pt": "de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ele das à"
    " seu dor você",
    "nl": "de het een en van in is dat op te zijn met voor niet aan er om ook als dan maar bij of uit nog"
    " naar door pijn",
    "pl": "i w na z do się nie to jest że o jak po co tak za od przez dla czy ale już ból oraz są może",
    "vi": "của và là các có được cho trong không một với người này đau những để khi từ đến về",
    "sv": "och i att det som en på är av för med till den har de inte om ett men var sig så vi smärta kan",
    "tr": "ve bir bu için de da ile çok olarak daha gibi en kadar ağrı sonra var olan değil ne",
}
_SETS = {code: frozenset(words.split()) for code, words in _COMMON.items()}
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
)
_READ = 20_000
"""Characters that are looked at."""
_LEAST = 0.1
"""Share of the words that have to be common ones of a language."""
_FEW = 12
"""Words of which nothing can be told, unless the page names its language."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its code; `is_read` where the points of a page are looked for in it."""

    code: str

    @property
    def name(self) -> str:
        """The English name."""
        return NAMES.get(self.code, NAMES[UNKNOWN])

    @property
    def is_read(self) -> bool:
        """Whether it is English, or so short that it may be."""
        return self.code in (ENGLISH, UNKNOWN)


def language_of(text: str, stated: str = "") -> Language:
    """The language of a text; what the page states of itself counts only where its words tell too little."""
    sample = text[:_READ]
    letters = sum(map(str.isalpha, sample)) or 1
    for code, script in _SCRIPTS:
        if len(script.findall(sample)) > letters * 0.3:
            return Language(code)
    words = [word.lower() for word in _WORD.findall(sample)]
    counts = Counter({code: sum(word in common for word in words) for code, common in _SETS.items()})
    code, count = max(sorted(counts.items()), key=lambda each: each[1])
    is_clear = code == ENGLISH or count > 1.5 * counts[ENGLISH]
    if len(words) >= _FEW and count >= _LEAST * len(words) and is_clear:
        return Language(code)
    return Language(stated.lower()[:2] if stated.lower()[:2] in NAMES else UNKNOWN)
