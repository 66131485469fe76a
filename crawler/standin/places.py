"""Real cities and ZIP codes, with the area code that their fictional telephones carry.

A fixed table, so that the sample does not change when a ZIP package does. The weight of a city
is about the number of practitioners there; streets are invented in `addresses`.
"""

from __future__ import annotations

from dataclasses import dataclass

from crawler.standin.chance import Chance, Weighted

COVERED_STATES = ("WA", "CA", "CO", "IL", "CT", "DE", "TX", "NJ", "FL")
COVERED = Weighted.of(list(zip(COVERED_STATES, (18.0, 34.0, 9.0, 9.0, 5.0, 3.0, 6.0, 8.0, 8.0), strict=True)))
ACUPUNCTURE_ONLY = frozenset({"TX"})

_PLACES = """
WA|Seattle|King|206|30|98101 98102 98103 98104 98105 98106 98107 98108 98109 98112 98115 98116 98117 98118
WA|Bellevue|King|425|7|98004 98005 98006 98007 98008
WA|Tacoma|Pierce|253|7|98402 98403 98404 98405 98406 98407 98408 98409
WA|Spokane|Spokane|509|7|99201 99202 99203 99204 99205 99206 99207 99208
WA|Olympia|Thurston|360|4|98501 98502 98506 98512 98513 98516
WA|Vancouver|Clark|360|5|98660 98661 98662 98663 98664 98665 98682 98683
WA|Everett|Snohomish|425|4|98201 98203 98204 98208
WA|Bellingham|Whatcom|360|5|98225 98226 98229
WA|Yakima|Yakima|509|2|98901 98902 98903 98908
WA|Kirkland|King|425|3|98033 98034
WA|Renton|King|425|3|98055 98056 98057 98058 98059
WA|Kent|King|253|3|98030 98031 98032 98042
WA|Redmond|King|425|3|98052 98053
WA|Lynnwood|Snohomish|425|3|98036 98037 98087
WA|Walla Walla|Walla Walla|509|1|99362
WA|Port Townsend|Jefferson|360|2|98368
WA|Issaquah|King|425|2|98027 98029
WA|Puyallup|Pierce|253|2|98371 98372 98373 98374 98375
WA|Wenatchee|Chelan|509|1|98801
WA|Federal Way|King|253|2|98003 98023
CA|Los Angeles|Los Angeles|213|40|90001 90002 90003 90004 90005 90006 90007 90008 90010 90011 90012 90013
CA|San Francisco|San Francisco|415|18|94102 94103 94104 94105 94107 94108 94109 94110 94111 94112
CA|San Diego|San Diego|619|18|92101 92102 92103 92104 92105 92106 92107 92108 92109 92110 92111 92113
CA|Oakland|Alameda|510|8|94601 94602 94603 94605 94606 94607 94609 94610
CA|San Jose|Santa Clara|408|10|95101 95110 95111 95112 95113 95116 95117 95118 95119 95120 95121 95122
CA|Sacramento|Sacramento|916|7|95811 95814 95815 95816 95817 95818 95819 95820
CA|Irvine|Orange|949|7|92602 92603 92604 92606 92612 92614 92617 92618
CA|Santa Monica|Los Angeles|310|6|90401 90402 90403 90404 90405
CA|Pasadena|Los Angeles|626|4|91101 91103 91104 91105 91106 91107
CA|Berkeley|Alameda|510|5|94702 94703 94704 94705 94707 94708 94709 94710
CA|Fremont|Alameda|510|4|94536 94538 94539 94555
CA|Torrance|Los Angeles|310|4|90501 90502 90503 90504 90505 90506
CA|Glendale|Los Angeles|818|3|91201 91202 91203 91204 91205 91206 91207 91208
CA|Fullerton|Orange|714|3|92831 92832 92833 92835
CA|Garden Grove|Orange|714|4|92840 92841 92843 92844 92845
CA|Westminster|Orange|714|3|92683
CA|Monterey Park|Los Angeles|626|3|91754 91755
CA|Alhambra|Los Angeles|626|3|91801 91803 91804
CA|Arcadia|Los Angeles|626|3|91006 91007
CA|Rowland Heights|Los Angeles|626|3|91748
CA|Diamond Bar|Los Angeles|909|2|91765
CA|Santa Cruz|Santa Cruz|831|3|95060 95062 95064 95065
CA|Santa Barbara|Santa Barbara|805|3|93101 93103 93105 93108 93109 93110 93111
CA|Encinitas|San Diego|760|3|92024
CA|Long Beach|Los Angeles|562|4|90802 90803 90804 90805 90806 90807 90808 90810
CA|Fresno|Fresno|559|3|93650 93701 93702 93703 93704 93705 93706 93710
CA|Bakersfield|Kern|661|2|93301 93304 93305 93306 93307 93308 93309 93311
CA|Riverside|Riverside|951|3|92501 92503 92504 92505 92506 92507 92508
CA|Anaheim|Orange|714|3|92801 92802 92804 92805 92806 92807 92808 92809
CA|Huntington Beach|Orange|714|2|92646 92647 92648 92649
CA|Cupertino|Santa Clara|408|3|95014
CA|Sunnyvale|Santa Clara|408|3|94085 94086 94087 94089
CA|Palo Alto|Santa Clara|650|3|94301 94303 94304 94306
CA|Walnut Creek|Contra Costa|925|2|94595 94596 94597 94598
CA|Santa Rosa|Sonoma|707|3|95401 95403 95404 95405 95407 95409
CA|San Mateo|San Mateo|650|2|94401 94402 94403 94404
CA|Burbank|Los Angeles|818|2|91501 91502 91504 91505 91506
CA|Stockton|San Joaquin|209|2|95202 95203 95204 95205 95206 95207 95209 95210
CA|Chico|Butte|530|1|95926 95928 95973
CA|Redding|Shasta|530|1|96001 96002 96003
CA|Eureka|Humboldt|707|1|95501 95503
CA|Ojai|Ventura|805|1|93023
CA|San Luis Obispo|San Luis Obispo|805|2|93401 93405 93407 93410
CA|Carlsbad|San Diego|760|3|92008 92009 92010 92011
CA|El Dorado Hills|El Dorado|916|1|95762
CA|La Jolla|San Diego|858|2|92037
CA|San Gabriel|Los Angeles|626|3|91775 91776
CA|Cerritos|Los Angeles|562|2|90703
CA|Daly City|San Mateo|650|2|94014 94015
CA|Milpitas|Santa Clara|408|2|95035
CO|Denver|Denver|303|12|80202 80203 80204 80205 80206 80207 80209 80210 80211
CO|Boulder|Boulder|303|8|80301 80302 80303 80304 80305
CO|Colorado Springs|El Paso|719|5|80902 80903 80904 80905 80906 80907 80908 80909
CO|Fort Collins|Larimer|970|4|80521 80524 80525 80526 80528
CO|Aurora|Arapahoe|303|3|80010 80011 80012 80013 80014 80015 80016
CO|Longmont|Boulder|303|3|80501 80503 80504
CO|Durango|La Plata|970|2|81301 81303
IL|Chicago|Cook|312|14|60601 60602 60603 60604 60605 60606 60607 60608 60609
IL|Evanston|Cook|847|3|60201 60202 60203
IL|Naperville|DuPage|630|4|60540 60563 60564 60565
IL|Oak Park|Cook|708|2|60301 60302 60304
IL|Skokie|Cook|847|2|60076 60077
IL|Springfield|Sangamon|217|2|62701 62702 62703 62704 62707 62711
IL|Peoria|Peoria|309|2|61602 61603 61604 61605 61606 61607
IL|Champaign|Champaign|217|2|61820 61821 61822
CT|Hartford|Hartford|860|4|06103 06105 06106 06112 06114 06120
CT|New Haven|New Haven|203|4|06510 06511 06513 06515 06519
CT|Stamford|Fairfield|203|4|06901 06902 06903 06905 06906 06907
CT|West Hartford|Hartford|860|3|06107 06110 06117 06119
CT|Danbury|Fairfield|203|2|06810 06811
CT|Norwalk|Fairfield|203|3|06850 06851 06853 06854 06855
CT|Madison|New Haven|203|1|06443
DE|Wilmington|New Castle|302|5|19801 19802 19803 19804 19805 19806 19807 19808
DE|Newark|New Castle|302|4|19702 19711 19713
DE|Dover|Kent|302|3|19901 19904
DE|Lewes|Sussex|302|2|19958
DE|Middletown|New Castle|302|1|19709
TX|Austin|Travis|512|10|78701 78702 78703 78704 78705 78717
TX|Houston|Harris|713|9|77002 77003 77004 77005 77006 77007 77008 77009
TX|Dallas|Dallas|214|8|75201 75202 75203 75204 75205 75206 75207 75208
TX|San Antonio|Bexar|210|5|78201 78202 78203 78204 78205 78207 78208 78209
TX|Plano|Collin|972|3|75023 75024 75025 75074 75075 75093
TX|Round Rock|Williamson|512|2|78664 78665 78681
NJ|Fort Lee|Bergen|201|4|07024
NJ|Edison|Middlesex|732|4|08817 08820 08837
NJ|Jersey City|Hudson|201|4|07302 07304 07305 07306 07307 07310
NJ|Princeton|Mercer|609|3|08540 08542
NJ|Cherry Hill|Camden|856|3|08002 08003 08034
NJ|Montclair|Essex|973|3|07042 07043
NJ|Hackensack|Bergen|201|2|07601
FL|Miami|Miami-Dade|305|8|33122 33125 33126 33127 33128 33129 33130 33131
FL|Gainesville|Alachua|352|3|32601 32603 32605 32606 32607 32608 32609 32641
FL|Tampa|Hillsborough|813|5|33602 33603 33604 33605 33606 33607 33609 33610
FL|Orlando|Orange|407|5|32801 32803 32804 32805 32806 32807 32808 32809
FL|Sarasota|Sarasota|941|3|34231 34232 34233 34234 34235 34236 34237 34238
FL|Jacksonville|Duval|904|3|32202 32204 32205 32206 32207 32208 32209 32210
FL|Boca Raton|Palm Beach|561|4|33428 33431 33432 33433 33434 33486 33487
OR|Portland|Multnomah|503|8|97201 97202 97203 97204 97205 97206 97209 97210
OR|Eugene|Lane|541|2|97401 97402 97403 97404 97405 97408
OR|Beaverton|Washington|503|2|97003 97005 97006 97007 97008 97078
OR|Ashland|Jackson|541|1|97520
ID|Boise|Ada|208|3|83702 83703 83704 83705 83706 83708 83709 83712
ID|Coeur D Alene|Kootenai|208|1|83814 83815
ID|Moscow|Latah|208|1|83843
NV|Las Vegas|Clark|702|5|89101 89102 89103 89104 89106 89107 89108 89109
NV|Reno|Washoe|775|3|89501 89502 89503 89506 89508 89509 89510 89511
AZ|Phoenix|Maricopa|602|5|85003 85004 85006 85007 85008 85009 85012 85013
AZ|Tucson|Pima|520|3|85701 85704 85705 85706 85708 85710 85711 85712
NY|New York|New York|212|9|10001 10002 10003 10004 10005 10006 10007 10009
NY|Flushing|Queens|718|4|11351 11354 11355 11358 11367 11371
NY|Brooklyn|Kings|718|4|11201 11203 11204 11205 11206 11207 11208 11209
NM|Santa Fe|Santa Fe|505|2|87501 87505 87506 87507 87508
HI|Honolulu|Honolulu|808|3|96813 96814 96815 96816 96817 96818 96819 96821
MA|Cambridge|Middlesex|617|3|02138 02139 02140 02141 02142
"""


@dataclass(frozen=True, slots=True)
class City:
    """A city as a listing prints it; `area_code` is one of those in use there."""

    state: str
    name: str
    county: str
    area_code: str
    weight: float
    zips: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """A ZIP code within a city."""

    city: City
    zip5: str


def _city(line: str) -> City:
    state, name, county, area_code, weight, zips = line.split("|")
    return City(state, name, county, area_code, float(weight), tuple(zips.split()))


CITIES = tuple(_city(line) for line in _PLACES.split("\n") if line)
UNLICENSING = tuple(
    _city(line)
    for line in (
        "AL|Birmingham|Jefferson|205|1|35203 35205 35209",
        "OK|Oklahoma City|Oklahoma|405|1|73102 73103 73106",
        "OK|Tulsa|Tulsa|918|1|74103 74105 74114",
        "SD|Sioux Falls|Minnehaha|605|1|57103 57104 57105",
    )
)
"""Cities of states that license no acupuncturists; apart, so that other draws do not know them."""
_BY_STATE = {
    state: Weighted.of([(city, city.weight) for city in (*CITIES, *UNLICENSING) if city.state == state])
    for state in dict.fromkeys(city.state for city in (*CITIES, *UNLICENSING))
}
_ELSEWHERE = Weighted.of([(city, city.weight) for city in CITIES if city.state not in COVERED_STATES])


def spot_in_state(chance: Chance, state: str) -> Spot:
    """A ZIP code in `state`, cities by weight."""
    return spot_in_city(chance, chance.weighted(_BY_STATE[state]))


def spot_in_city(chance: Chance, city: City) -> Spot:
    """A ZIP code of `city`."""
    return Spot(city, chance.pick(city.zips))


def spot_elsewhere(chance: Chance) -> Spot:
    """A ZIP code in a state that no listing of the sample covers."""
    return spot_in_city(chance, chance.weighted(_ELSEWHERE))


def unlicensing_spot(chance: Chance) -> Spot:
    """A ZIP code in a state that licenses no acupuncturists."""
    return spot_in_city(chance, chance.pick(UNLICENSING))


def spot_nearby(chance: Chance, spot: Spot) -> Spot:
    """A ZIP code of another city that shares the first three digits, or of the same city."""
    near = [
        Spot(city, zip5)
        for city in CITIES
        if city.state == spot.city.state and city is not spot.city
        for zip5 in city.zips
        if zip5[:3] == spot.zip5[:3]
    ]
    return chance.pick(near) if near else spot_in_city(chance, spot.city)
