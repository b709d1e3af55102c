"""mrkdwn and Markdown as HTML: what people see, and that nothing gets through."""

import pytest

from playground.rendering.markdown import markdown
from playground.rendering.mrkdwn import mrkdwn, plain
from playground.rendering.reader import Reader

ANNA = Reader(
    "U0ANNA",
    "da-DK",
    "Europe/Copenhagen",
    {"U0ANNA": "Anna", "U0BEN": "Ben"},
    {"C0BUTIK": "butikken"},
    {"S1": "ledere"},
)
REL = 'target="_blank" rel="noopener noreferrer nofollow"'


def line(html: str) -> str:
    return f'<span class="line">{html}</span>'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*bold* _it_ ~gone~", "<b>bold</b> <i>it</i> <s>gone</s>"),
        ("*bold _and italic_*", "<b>bold <i>and italic</i></b>"),
        ("2*3*4 snake_case_name", "2*3*4 snake_case_name"),
        ("`*not bold*`", "<code>*not bold*</code>"),
        (":wave: :no_such_emoji:", "👋 :no_such_emoji:"),
        ("a &amp; b &lt;c&gt;", "a &amp; b &lt;c&gt;"),
        ("<@U0BEN> <@U0ANNA>", '<span class="mention">@Ben</span> <span class="mention me">@Anna</span>'),
        ("<@U9|eve>", '<span class="mention">@eve</span>'),
        ("<#C0BUTIK>", '<span class="mention">#butikken</span>'),
        ("<!channel>", '<span class="mention">@channel</span>'),
        ("<!subteam^S1>", '<span class="mention">@ledere</span>'),
        ("<https://a.dk/?q=1&amp;b|see>", f'<a href="https://a.dk/?q=1&amp;b" {REL}>see</a>'),
        ("<mailto:a@b.dk>", f'<a href="mailto:a@b.dk" {REL}>a@b.dk</a>'),
        ("<!date^1795445904^{date_num} {time}|old>", '<time title="old">2026-11-23 15.58</time>'),
        ("<!date^1795445904^Kl. {nope}|old>", '<time title="old">Kl. {nope}</time>'),
    ],
)
def test_mrkdwn_shows_what_slack_shows(text: str, html: str) -> None:
    assert mrkdwn(text, ANNA) == line(html)


def test_mrkdwn_blocks_are_quotes_lists_and_preformatted_text() -> None:
    html = mrkdwn("&gt; one\n&gt; two\n• item\n```x < *y*```", ANNA)
    assert html == (
        f"<blockquote>{line('one')}{line('two')}</blockquote>"
        '<span class="item"><span class="dot">•</span> item</span>'
        '<pre class="mono">x &lt; *y*</pre>'
    )


def test_line_that_begins_with_a_date_is_no_item() -> None:
    assert 'class="dot"' not in mrkdwn("28. oktober: to svar", ANNA)
    assert '<span class="dot">2.</span>' in mrkdwn("2. Gæsten står ved disken", ANNA)


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<javascript:alert(1)|press>",
        '<https://x.dk" onmouseover="alert(1)|press>',
        '<!date^1^{date_num}^javascript:alert(1)|"><script>alert(1)</script>>',
        '<@U9|"><script>alert(1)</script>>',
        "```</pre><script>alert(1)</script>```",
        "`<script>`&lt;script&gt;",
        "\ue0000\ue001<script>",
    ],
)
def test_nothing_in_mrkdwn_becomes_markup_of_its_own(attack: str) -> None:
    html = str(mrkdwn(attack, ANNA))
    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html
    assert '" onmouseover' not in html


def test_plain_text_is_escaped_and_keeps_its_line_breaks() -> None:
    assert plain("*a*\n<b> :tada:") == "*a*<br>&lt;b&gt; 🎉"


def test_markdown_renders_tables_and_refuses_html_and_unsafe_links() -> None:
    html = markdown("## Title\n\n**b** <script>x</script> [a](javascript:1)\n\n|x|y|\n|-|-:|\n|1|2|")
    assert "<h2>Title</h2>" in html
    assert "<strong>b</strong>" in html
    assert '<td data-align="right">2</td>' in html
    assert "<script" not in html
    assert "href" not in html
