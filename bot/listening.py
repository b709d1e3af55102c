"""Why nothing can listen at an address, and what an operator does about it; pure."""

import errno
import os
from collections.abc import Mapping

ELSE = "Check TAKT_HOST and TAKT_PORT."
MENDS: Mapping[int, str] = {
    errno.EADDRINUSE: "End what listens there (ss -ltnp shows it), or set TAKT_PORT to another port.",
    errno.EADDRNOTAVAIL: "TAKT_HOST must be an address of this machine: 127.0.0.1 for itself alone, 0.0.0.0 for all.",
    errno.EACCES: "Ports below 1024 are root's: set TAKT_PORT to another port, with a proxy in front.",
}


def said(error: OSError) -> str:
    """What the system said, in a few words."""
    known = error.errno is not None and error.errno > 0  # names that are not found have numbers of their own
    return os.strerror(error.errno or 0) if known else str(error.strerror or error)


def mend(error: OSError) -> str:
    """What to do about it."""
    return MENDS.get(error.errno or 0, ELSE)
