"""Names of places: the municipalities, and what else a question may name instead of one.

The 98 municipalities and five regions since 1 January 2007 (Indenrigs- og Sundhedsministeriet);
the towns are the larger ones that do not share their municipality's name, and those in and near
the sheets' municipalities, so that a question about one of them is not answered with another's figure.
"""

from __future__ import annotations

MUNICIPALITIES: tuple[str, ...] = (
    "Albertslund", "Allerød", "Assens", "Ballerup", "Billund", "Bornholm", "Brøndby", "Brønderslev", "Dragør",
    "Egedal", "Esbjerg", "Fanø", "Favrskov", "Faxe", "Fredensborg", "Fredericia", "Frederiksberg", "Frederikshavn",
    "Frederikssund", "Furesø", "Faaborg-Midtfyn", "Gentofte", "Gladsaxe", "Glostrup", "Greve", "Gribskov",
    "Guldborgsund", "Haderslev", "Halsnæs", "Hedensted", "Helsingør", "Herlev", "Herning", "Hillerød", "Hjørring",
    "Holbæk", "Holstebro", "Horsens", "Hvidovre", "Høje-Taastrup", "Hørsholm", "Ikast-Brande", "Ishøj",
    "Jammerbugt", "Kalundborg", "Kerteminde", "Kolding", "København", "Køge", "Langeland", "Lejre", "Lemvig",
    "Lolland", "Lyngby-Taarbæk", "Læsø", "Mariagerfjord", "Middelfart", "Morsø", "Norddjurs", "Nordfyns", "Nyborg",
    "Næstved", "Odder", "Odense", "Odsherred", "Randers", "Rebild", "Ringkøbing-Skjern", "Ringsted", "Roskilde",
    "Rudersdal", "Rødovre", "Samsø", "Silkeborg", "Skanderborg", "Skive", "Slagelse", "Solrød", "Sorø", "Stevns",
    "Struer", "Svendborg", "Syddjurs", "Sønderborg", "Thisted", "Tønder", "Tårnby", "Vallensbæk", "Varde", "Vejen",
    "Vejle", "Vesthimmerlands", "Viborg", "Vordingborg", "Ærø", "Aabenraa", "Aalborg", "Aarhus",
)  # fmt: skip

REGIONS: tuple[str, ...] = (
    "Region Hovedstaden", "Region Midtjylland", "Region Nordjylland", "Region Sjælland", "Region Syddanmark",
    "Hovedstadsområdet", "Hovedstaden", "Midtjylland", "Nordjylland", "Vestjylland", "Østjylland", "Sønderjylland",
    "Syddanmark", "Sydjylland", "Jylland", "Sjælland", "Nordsjælland", "Vestsjælland", "Sydsjælland", "Fyn", "Falster",
    "Storkøbenhavn", "Trekantområdet", "Vestegnen", "Midt- og Vestjylland", "Djursland", "Thy", "Mors", "Midtvestjylland",
)  # fmt: skip

COUNTRIES: tuple[str, ...] = (
    "Sverige", "Norge", "Finland", "Island", "Tyskland", "Holland", "Nederlandene", "Belgien", "Frankrig", "England",
    "Storbritannien", "Spanien", "Italien", "Polen", "Østrig", "Schweiz", "USA", "Kina", "Rusland", "Ukraine",
    "Grønland", "Færøerne", "Europa", "EU", "Norden", "Skandinavien", "Sweden", "Norway", "Germany", "Europe",
    "Berlin", "Wien", "Stockholm", "Malmø", "Oslo", "Hamborg", "London", "Paris",
)  # fmt: skip

TOWNS: tuple[str, ...] = (
    "Ikast", "Brande", "Skjern", "Ringkøbing", "Tarm", "Videbæk", "Hvide Sande", "Grindsted", "Bjerringbro", "Hobro", "Hadsund", "Grenaa",
    "Ebeltoft", "Nykøbing Falster", "Nykøbing Mors", "Nykøbing", "Nakskov", "Maribo", "Korsør", "Haslev", "Hundested",
    "Taastrup", "Farum", "Birkerød", "Virum", "Lyngby", "Kastrup", "Amager", "Nørrebro", "Vesterbro", "Østerbro",
    "Brønshøj", "Vollsmose", "Gellerup", "Tingbjerg", "Mjølnerparken", "Rønne", "Faaborg", "Ringe", "Bogense", "Otterup",
    "Rudkøbing", "Marstal", "Skagen", "Løgstør", "Aars", "Brovst", "Dronninglund", "Sæby", "Støvring", "Nibe", "Hørning",
    "Ry", "Hammel", "Hinnerup", "Aulum", "Sunds", "Gjellerup", "Hammerum", "Snejbjerg", "Lind", "Tjørring", "Sdr. Felding",
    "Sønder Felding", "Vildbjerg", "Kibæk", "Gullestrup", "Gødstrup", "Haderup", "Holtbjerg", "Brændgård", "Timring", "Skibbild",
    "Tim", "Vinderup", "Ulfborg", "Vejen by", "Rødekro", "Padborg", "Gråsten", "Nordborg", "Augustenborg", "Ribe", "Bramming",
    "Smilets By", "Copenhagen", "Cph", "Kbh", "Elsinore", "Funen", "Zealand", "Jutland",
)  # fmt: skip

# Older and other spellings → the municipality's own.
ALIASES: dict[str, str] = {
    "Århus": "Aarhus",
    "Ålborg": "Aalborg",
    "Åbenrå": "Aabenraa",
    "Kbh": "København",
    "Cph": "København",
    "Copenhagen": "København",
    "Fåborg-Midtfyn": "Faaborg-Midtfyn",
    "Bornholms Regionskommune": "Bornholm",
    "Lyngby": "Lyngby-Taarbæk",
    "Smilets By": "Aarhus",
}

# Words for the whole country.
NATIONAL_WORDS: tuple[str, ...] = (
    "hele landet", "vores land", "vores lille land", "vort land", "vort lille land", "our country", "landsplan", "landet", "landets", "landstal", "landstallet", "landstallene", "landet over", "danmark", "danmarks", "nationalt", "nationale", "landsdækkende", "landsniveau", "nationalt niveau", "national level", "hele danmark", "countrywide",
    "national", "denmark", "nationwide", "nationally", "country", "landsgennemsnittet", "landsgennemsnit", "nation", "dansk plan",
    "landsbasis", "rigets", "kongeriget", "hele danmark", "resten af landet", "samtlige kommuner", "alle kommuner", "danske", "riget", "kongeriget", "danskere", "danskerne", "danish", "danes", "landstallene", "dk", "nationen",
)  # fmt: skip
