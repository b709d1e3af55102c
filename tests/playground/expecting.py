"""What tests expect of the SDK."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from slack_sdk.errors import SlackApiError


@contextmanager
def refused(code: str) -> Iterator[None]:
    """The SDK raises SlackApiError with this code."""
    with pytest.raises(SlackApiError) as caught:
        yield
    assert caught.value.response["error"] == code
