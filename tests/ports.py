"""Ports of this machine, for what is to listen at one that is known before."""

import socket


def free_port() -> int:
    """One where nothing listens just now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
