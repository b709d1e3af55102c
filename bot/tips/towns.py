"""Larger towns of countries with one time zone that the zone database does not name. Pure."""

from bot.catalogue.names import fold

TOWNS = {
    "Europe/Copenhagen": (
        *("Aarhus", "Odense", "Aalborg", "Esbjerg", "Randers", "Horsens", "Kolding", "Vejle", "Roskilde", "Herning"),
        *("Silkeborg", "Hørsholm", "Helsingør", "Næstved", "Fredericia", "Viborg", "Køge", "Holstebro", "Slagelse"),
        *("Hillerød", "Sønderborg", "Svendborg", "Hjørring", "Haderslev", "Nørresundby", "Frederikshavn", "Nykøbing"),
        *("Ringsted", "Frederiksberg", "Gentofte", "Gladsaxe", "Hvidovre", "Rødovre", "Taastrup", "Billund", "Thisted"),
        *(
            "Rønne",
            "Holbæk",
            "Kalundborg",
            "Skive",
            "Lyngby",
            "Ballerup",
            "Skagen",
            "Ribe",
            "Struer",
            "Varde",
            "Nyborg",
        ),
    ),
    "Atlantic/Faroe": ("Tórshavn", "Thorshavn", "Klaksvík", "Færøerne", "Faroe Islands"),
    "America/Nuuk": ("Sisimiut", "Ilulissat", "Qaqortoq", "Grønland", "Greenland"),
    "Europe/Stockholm": (
        "Malmö",
        "Göteborg",
        "Gothenburg",
        "Uppsala",
        "Västerås",
        "Örebro",
        "Linköping",
        "Helsingborg",
    ),
    "Europe/Oslo": ("Bergen", "Trondheim", "Stavanger", "Drammen", "Kristiansand", "Tromsø"),
    "Europe/Helsinki": ("Tampere", "Turku", "Espoo", "Oulu"),
    "Europe/Berlin": (
        *(
            "Hamburg",
            "München",
            "Munich",
            "Köln",
            "Cologne",
            "Frankfurt",
            "Stuttgart",
            "Düsseldorf",
            "Leipzig",
            "Dresden",
        ),
        *("Hannover", "Bremen", "Nürnberg", "Nuremberg", "Kiel", "Lübeck", "Flensburg", "Dortmund", "Essen"),
    ),
    "Europe/Amsterdam": ("Rotterdam", "Utrecht", "Haag", "Hague", "Eindhoven", "Groningen"),
    "Europe/Brussels": ("Antwerp", "Antwerpen", "Ghent", "Gent", "Bruges", "Liège"),
    "Europe/London": (
        *(
            "Manchester",
            "Birmingham",
            "Liverpool",
            "Leeds",
            "Bristol",
            "Sheffield",
            "Newcastle",
            "Nottingham",
            "Edinburgh",
        ),
        *("Glasgow", "Cardiff", "Belfast", "Aberdeen"),
    ),
    "Europe/Dublin": ("Cork", "Galway", "Limerick"),
    "Europe/Paris": ("Lyon", "Marseille", "Toulouse", "Bordeaux", "Strasbourg", "Nantes"),
    "Europe/Rome": ("Milan", "Milano", "Turin", "Torino", "Naples", "Napoli", "Bologna", "Florence", "Firenze"),
    "Europe/Vienna": ("Graz", "Linz", "Salzburg", "Innsbruck"),
    "Europe/Zurich": ("Geneva", "Genève", "Basel", "Bern", "Lausanne"),
    "Europe/Warsaw": ("Kraków", "Krakow", "Gdańsk", "Gdansk", "Poznań", "Poznan", "Wrocław", "Wroclaw", "Łódź"),
}
PLAIN = {"aa": "a", "oe": "o", "ae": "a"}  # as those write who leave out rings, strokes and dots: Malmo, Goteborg


def _spellings(town: str) -> set[str]:
    folded = plain = fold(town)
    if not town.isascii():
        for letters, letter in PLAIN.items():
            plain = plain.replace(letters, letter)
    return {folded, plain}


ZONE_OF_TOWN = {spelling: zone for zone, towns in TOWNS.items() for town in towns for spelling in _spellings(town)}
