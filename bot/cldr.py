"""What Babel knows of languages, as far as Takt's texts need it: loaded when the first of them is written."""

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime, format_skeleton, format_time, get_day_names
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

__all__ = [
    "Catalog",
    "Locale",
    "UnknownLocaleError",
    "format_date",
    "format_datetime",
    "format_decimal",
    "format_skeleton",
    "format_time",
    "get_day_names",
    "read_po",
]
