"""Names of regions in English and Danish: the `holidays` package knows those of the country itself. Pure."""

from collections.abc import Mapping

REGIONS: Mapping[str, Mapping[str, str]] = {
    "AT": {
        **{"carinthia": "2", "lower austria": "3", "upper austria": "4", "styria": "6", "tyrol": "7", "vienna": "9"},
        **{"nedre østrig": "3", "øvre østrig": "4"},
    },
    "CA": {"newfoundland": "NL"},
    "CH": {
        **{"geneva": "GE", "zurich": "ZH", "lucerne": "LU", "basel": "BS", "grisons": "GR", "st gallen": "SG"},
        **{"genf": "GE", "neuchatel": "NE", "vallis": "VS"},
    },
    "DE": {
        **{"bavaria": "BY", "hesse": "HE", "saxony": "SN", "lower saxony": "NI", "saxony-anhalt": "ST"},
        **{"thuringia": "TH", "north rhine-westphalia": "NW", "nrw": "NW", "rhineland-palatinate": "RP"},
        **{"mecklenburg-western pomerania": "MV", "mecklenburg": "MV", "slesvig-holsten": "SH", "baden": "BW"},
        **{"nedersachsen": "NI", "nordrhein-vestfalen": "NW", "rheinland-pfalz": "RP", "thyringen": "TH"},
    },
    "ES": {
        **{
            "andalusia": "AN",
            "aragon": "AR",
            "castile and leon": "CL",
            "castilla-la mancha": "CM",
            "canary islands": "CN",
        },
        **{"catalonia": "CT", "balearic islands": "IB", "mallorca": "IB", "majorca": "IB", "navarre": "NC"},
        **{"basque country": "PV", "valencia": "VC", "andalusien": "AN", "de kanariske øer": "CN", "catalonien": "CT"},
        **{"balearerne": "IB", "baskerlandet": "PV", "kanariske øer": "CN"},
    },
    "FR": {"alsace-moselle": "57", "reunion": "974", "new caledonia": "NC", "ny kaledonien": "NC"},
    "GB": {"skotland": "SCT", "nordirland": "NIR"},
    "IT": {
        **{
            "south tyrol": "BZ",
            "sydtyrol": "BZ",
            "rome": "RM",
            "rom": "RM",
            "milan": "MI",
            "turin": "TO",
            "torino": "TO",
        },
        **{"florence": "FI", "firenze": "FI", "naples": "NA", "napoli": "NA", "venice": "VE", "venedig": "VE"},
        **{"genoa": "GE", "genova": "GE"},
    },
    "PT": {"lisbon": "11", "lissabon": "11", "azores": "20", "azorerne": "20", "madeira": "30"},
}
