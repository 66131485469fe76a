"""Family names that are one name in several romanizations (Zhang and Chang, Lee and Yi).

Pinyin, Wade-Giles, Cantonese and Hokkien spellings of Chinese names; Revised and common spellings
of Korean ones; Vietnamese spellings of the same characters are left out, because hardly anyone
changes between them. A class says "may be the same name", never "is": it weighs little.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

_CLASSES = (
    "ZHANG CHANG CHEUNG CHEONG TEO", "WANG WONG ONG", "LI LEE LEI LY", "CHEN CHAN CHIN TAN CHUN",
    "LIU LAU LIEW LOW", "YANG YEUNG YOUNG YEO", "HUANG WONG HWANG NG OOI", "ZHAO CHAO CHIU CHEW",
    "WU NG WOO GOH", "ZHOU CHOU CHOW CHAU CHEW", "XU HSU HUI TSUI KOH", "SUN SUEN", "MA MAR",
    "ZHU CHU CHOO", "HU WOO HO", "GUO KUO KWOK QUOCK", "HE HO", "LIN LAM LIM", "GAO KAO KO", "LUO LO LAW LOH",
    "ZHENG CHENG CHUNG TAY", "LIANG LEUNG LEONG NEO", "XIE HSIEH TSE TZE CHIA", "SONG SUNG SOONG",
    "TANG TONG DONG", "DENG TENG TANG", "FENG FUNG", "HAN HON", "CAO TSAO CHO", "ZENG TSENG TSANG CHAN",
    "PENG PANG", "XIAO HSIAO SIU SIEW", "CAI TSAI CHOI CHUA CHOY", "PAN PUN PHUA", "TIAN TIEN TIN",
    "DONG TUNG", "YUAN YUEN", "YU YUE YEE", "YE YEH IP YIP YAP", "DU TU TO", "JIANG CHIANG KEUNG KONG",
    "FAN FONG", "WEI NGAI", "SU SOO SO", "LU LO LOO", "DING TING", "SHEN SHUM SIM", "YAO YIU", "LU LUI LOI",
    "JIN CHIN KAM", "XUE HSUEH SIT", "QIU CHIU YAU KHOO", "QIAN CHIEN CHIN", "XIONG HSIUNG HUNG",
    "KIM GIM", "PARK PAK BAK BARK", "CHOI CHOE CHOY", "JUNG CHUNG JEONG CHONG JOUNG", "KANG GANG",
    "CHO JO JOH", "YOON YUN", "JANG CHANG", "LIM IM YIM RIM", "OH O", "SHIN SIN", "KWON GWON KWEON",
    "AHN AN", "YOO YU RYU YOU", "NOH ROH NO RHO", "BAE PAE BAI", "SEO SUH SUR", "BAEK PAIK BAIK PAEK",
    "HEO HUR HUH", "MOON MUN", "YANG RYANG", "KO GO KOH GOH", "SON SOHN", "LEE YI RHEE RHIE", "WOO U",
    "CHEON CHUN", "JEON CHUN JUN CHON", "GU KU KOO", "MIN MEEN", "SEONG SUNG", "CHA TCHA", "JOO CHU JU CHOO",
)  # fmt: skip


@cache
def romanization_classes() -> Mapping[str, tuple[int, ...]]:
    """Family name -> the classes of spellings that it belongs to."""
    classes: dict[str, tuple[int, ...]] = {}
    for number, names in enumerate(_CLASSES):
        for name in names.split():
            classes[name] = (*classes.get(name, ()), number)
    return classes


def are_romanizations(one: str, other: str) -> bool:
    """Whether both may be spellings of one family name."""
    classes = romanization_classes()
    return bool(set(classes.get(one, ())) & set(classes.get(other, ())))


@cache
def romanizations_of(name: str) -> frozenset[str]:
    """All family names that `are_romanizations` of this one, itself too; none where it is in no class."""
    return frozenset(
        word for number in romanization_classes().get(name, ()) for word in _CLASSES[number].split()
    )
