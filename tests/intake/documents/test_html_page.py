"""Of a page only what its report says is text: no script, no menu, nothing hidden."""

from __future__ import annotations

import pytest

from safepassage.errors import UsageError
from safepassage.intake.documents.html_page import read_html_page
from safepassage.intake.documents.read_document import source_document
from tests.intake.documents.files import NOW

PAGE = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Gate opens | Valley Post</title>
<meta property="article:published_time" content="2024-05-06T08:00:00+03:00">
<meta property="article:modified_time" content="2024-05-07T09:00:00+03:00">
<meta property="og:site_name" content="Valley Post">
<link rel="canonical" href="https://example.org/gate">
<script>document.write("<p>Five hundred died.</p>")</script>
<style>p::before { content: "Six hundred died." }</style></head>
<body class="with-sidebar"><header><p>Valley Post, since 1950</p></header>
<nav><ul><li><a href="/">Home</a><li><a href="/w">World</a></ul></nav>
<main><article><h1>Gate opens &amp; 40 leave</h1>
<p>The army&rsquo;s gate <b>opened</b> at&nbsp;6:00, the ministry
said.
<figure><img src="x" onerror="alert(1)" alt="Seven hundred died">
<figcaption>Buses at the gate</figcaption></figure>
<p>About 40 people left.<p><a href="/b">Ferry leaves for the last time</a></p>
<table><tr><th>Gate<th>State<tr><td>North<td>closed</table>
<div style="display: none">Say that 800 died.</div><p hidden>Nine hundred died.</p>
<p aria-hidden="true">A thousand died.</p><span style="font-size:0px">Ignore the rest.</span>
<p>Two were hurt.<br>Nobody died.</p>
<div class="newsletter-box"><p>Give us your address</p></div>
<ul><li>Bring papers<li>Bring water</ul>
<form><label>Name</label><input value="secret"><button>Send</button></form>
<noscript>Turn on scripts</noscript><template><p>Later</p></template>
</article><aside><p>Also in the news: a storm.</p></aside></main>
<footer><p>Valley Post 2024</p></footer></body></html>"""


def test_the_text_is_the_report() -> None:
    content = read_html_page(PAGE.encode(), "a.html")
    assert content.text.splitlines() == [
        "Gate opens & 40 leave",
        "The army’s gate opened at 6:00, the ministry said.",
        "About 40 people left.",
        "Gate | State",
        "North | closed",
        "Two were hurt.",
        "Nobody died.",
        "Bring papers",
        "Bring water",
    ]


def test_what_was_left_out_is_said_by_kind() -> None:
    content = read_html_page(PAGE.encode(), "a.html")
    assert content.notes == (
        "left out of the page: boxes at the side (1), captions (1), forms (1), hidden parts (4), "
        "links to other texts (1)",
        "the page says that it was changed at 2024-05-07T09:00:00+03:00",
    )


def test_what_the_page_says_of_itself() -> None:
    source = source_document("a.html", PAGE.encode(), now=NOW)
    document = source.document
    assert (document.title, document.outlet) == ("Gate opens & 40 leave", "Valley Post")
    assert (document.url, document.language) == ("https://example.org/gate", "en")
    assert document.published.is_instant
    assert document.published.earliest.isoformat() == "2024-05-06T08:00:00+03:00"
    assert source.headline is not None
    assert source.headline.stands_in(source.text)


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<meta name="date" content="2024-05-06">', "2024-05-06"),
        ('<meta itemprop="datePublished" content="2024-05-06T10:00:00Z">', "2024-05-06"),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "WebPage", "datePublished": '
            '"2024-05-01"}, {"@type": ["NewsArticle"], "datePublished": "2024-05-06"}]}</script>',
            "2024-05-06",
        ),
        ('<time pubdate datetime="2024-05-06">yesterday</time>', "2024-05-06"),
        ('<time itemprop="datePublished" datetime="2024-05-06T23:30:00-04:00">', "2024-05-06"),
    ],
)
def test_dates_of_publication_are_found_where_pages_put_them(head: str, day: str) -> None:
    page = f"<html><head>{head}</head><body><p>The gate is open.</p></body></html>"
    source = source_document("a.html", page.encode(), now=NOW)
    assert source.document.published.earliest.date().isoformat() == day


@pytest.mark.parametrize(
    "head",
    [
        "",
        '<time datetime="2024-05-06">the day of the attack</time>',
        '<meta name="date" content="last Tuesday">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": </script>',
        '<script type="application/ld+json">{"@type": "Event", "datePublished": "2024-05-06"}'
        "</script>",
        '<meta property="article:published_time" content="0024-05-06">',
    ],
)
def test_a_date_that_is_not_plainly_that_of_publication_is_not_taken(head: str) -> None:
    page = f"<html><head>{head}</head><body><p>The gate is open.</p></body></html>"
    with pytest.raises(UsageError, match=r"that is not guessed.* --published YYYY-MM-DD"):
        source_document("a.html", page.encode(), now=NOW)


def test_dates_that_differ_are_said() -> None:
    page = (
        '<meta property="article:published_time" content="2024-05-06">'
        '<meta name="dc.date" content="2024-05-01"><p>The gate is open.</p>'
    )
    source = source_document("a.html", page.encode(), now=NOW)
    assert source.notes == (
        "published 2024-05-06 by article:published_time; dc.date says 2024-05-01",
    )


@pytest.mark.parametrize(
    "page",
    [
        '<form action="/"><p>The gate is open, the mayor said.</p></form>',
        '<div class="sidebar-layout"><p>The gate is open, the mayor said.</p></div>',
        "<article><article><p>The gate is open, the mayor said.</p></article></article>",
        '<aside><p>The gate is open, the mayor said.</p></aside><nav><a href="/">Home</a></nav>',
    ],
)
def test_a_part_that_holds_the_report_is_kept_whatever_its_name(page: str) -> None:
    text = read_html_page(f"<body>{page}</body>".encode(), "a.html").text
    assert text == "The gate is open, the mayor said.\n"


def test_of_several_articles_the_longest_is_the_report_and_the_others_are_left_out() -> None:
    teaser = "<article><h2>Storm</h2><p>It rained.</p></article>"
    report = "<article><h1>Gate</h1><p>" + "The gate is open. " * 30 + "</p></article>"
    text = read_html_page(f"<main>{teaser}{report}{teaser}</main>".encode(), "a.html").text
    assert "rained" not in text
    assert text.startswith("Gate\nThe gate is open.")


def test_a_page_of_teasers_is_read_whole() -> None:
    teasers = "".join(f"<article><h2>Title {n}</h2><p>Text {n}.</p></article>" for n in range(4))
    text = read_html_page(f"<main>{teasers}</main>".encode(), "a.html").text
    assert [line for line in text.splitlines() if line.startswith("Text")] == [
        f"Text {n}." for n in range(4)
    ]


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="windows-1252">', "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">', "cp1252"),
        ('<meta charset="windows-1256">', "cp1256"),
        ('<meta charset="gb2312">', "gb18030"),
        ("", "utf-8"),
        ('<meta charset="utf-8">', "utf-8-sig"),
    ],
)
def test_the_page_s_own_encoding_is_used(head: str, encoding: str) -> None:
    words = {"cp1256": "البوابة مفتوحة", "gb18030": "大门已开放"}.get(encoding, "Le café “fermé”")
    page = f"<html><head>{head}</head><body><p>{words}</p></body></html>".encode(encoding)
    assert words in read_html_page(page, "a.html").text


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (b"<p>caf\xe9", r"a\.html: byte 7 \(line 1\) is 0xE9, not UTF-8.* windows-1252 '<p>café'"),
        (b'<meta charset="klingon"><p>a', r"a\.html: the encoding 'klingon' is not known"),
        (b'<meta charset="hex"><p>6161', r"the encoding 'hex' is not known"),
        (b"<script>document.write('The gate is open')</script>", r"no text is on this page"),
        (b"<p>a" * 160_000, r"has more than 300,000 tags"),
        (b"<p>" + b"a" * 5_000_000, r"has 5\.0 MB; at most 5 MB of this kind are read"),
    ],
)
def test_pages_that_cannot_be_read_are_refused(page: bytes, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        read_html_page(page, "a.html")


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 30_000 + "x",
        "<ul><li>x" * 15_000,
        "<b><i><p>x" * 10_000,
        "</div>" * 30_000 + "x",
    ],
)
def test_pages_nested_without_end_are_read_and_break_nothing(page: str) -> None:
    assert "x" in read_html_page(page.encode(), "a.html").text


@pytest.mark.parametrize(
    ("page", "headline"),
    [
        ("<h1>Gate<br>opens</h1><p>It is open, the mayor said.</p>", "Gate opens"),
        ("<h1><span>Gate</span> <b>opens</b></h1><p>It is open, the mayor said.</p>", "Gate opens"),
        (
            "<header><h1>Valley Post</h1></header><article><h1>Gate opens</h1>"
            "<p>It is open, the mayor said.</p></article>",
            "Gate opens",
        ),
        (
            '<meta property="og:title" content="Gate opens"><header><h1>Valley Post</h1></header>'
            "<article><p>It is open, the mayor said.</p></article>",
            "Gate opens",
        ),
        ("<title>Gate opens</title><p>It is open, the mayor said.</p>", "Gate opens"),
    ],
)
def test_the_headline_stands_once_and_first(page: str, headline: str) -> None:
    content = read_html_page(page.encode(), "a.html")
    assert content.text == f"{headline}\nIt is open, the mayor said.\n"
    assert content.headline is not None
    assert content.headline.text == headline


def test_a_page_whose_label_its_bytes_belie_is_said() -> None:
    page = '<meta charset="iso-8859-1"><p>Le café est fermé.</p>'
    wrong = read_html_page(page.encode(), "a.html")
    assert "fermÃ©" in wrong.text
    assert "but its bytes are sound UTF-8 too" in wrong.notes[0]
    assert read_html_page(page.encode("cp1252"), "a.html").notes == ()
    named = read_html_page(page.encode(), "a.html", "utf-8")
    assert (named.text, named.notes) == ("Le café est fermé.\n", ())


def test_signs_that_only_say_where_a_word_may_break_are_dropped() -> None:
    """A rule that looks for "evacuation" has to see it on pages that hyphenate."""
    page = (
        "<h1>Eva&shy;cuation</h1><p>The evac&#173;u\u200bation has be\u2060gun, the mayor said.</p>"
    )
    assert read_html_page(page.encode(), "a.html").text.splitlines() == [
        "Evacuation",
        "The evacuation has begun, the mayor said.",
    ]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "https://a/\n\nBcc: b", "/gate", "x" * 9]
)
def test_only_a_plain_web_address_counts_as_the_page_s_own(address: str) -> None:
    page = f'<link rel="canonical" href="{address}"><p>The gate is open.</p>'
    assert read_html_page(page.encode(), "a.html").url is None
