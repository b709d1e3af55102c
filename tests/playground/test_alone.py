"""A page that stands alone shows blocks as the playground does, and lets nothing in them come alive."""

from playground.rendering.alone import standing_alone

BLOCKS = [
    {"type": "header", "text": {"type": "plain_text", "text": "Hilsen"}},
    {"type": "section", "text": {"type": "mrkdwn", "text": "*Hils* først &lt;nu&gt;"}},
]


def test_page_holds_blocks_and_styles_and_needs_no_server() -> None:
    page = standing_alone("greeting", [("Card", {"blocks": BLOCKS})], "da")
    assert page.lstrip().startswith("<!doctype html>")
    assert "<b>Hils</b> først &lt;nu&gt;" in page
    assert ".btn {" in page
    assert "src=" not in page


def test_what_stands_in_a_title_is_only_text() -> None:
    page = standing_alone("<script>x</script>", [("<i>", {"blocks": []})], "en")
    assert "<script>" not in page
    assert "<i>" not in page
