"""RSS: a feed by RSS 2.0 (rssboard.org/rss-specification)."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime
from xml.etree import ElementTree as ET

from .feed import Entry, Feed, web_address
from .xml_text import xml_text

ATOM = "http://www.w3.org/2005/Atom"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"


def rss(feed: Feed) -> bytes:
    """The feed as UTF-8.

    RSS asks for a link of the channel; where the feed has no address of its own its id stands
    there. Who says so stands as dc:creator, since RSS's own author has to be a mail address.
    """
    ET.register_namespace("atom", ATOM)
    ET.register_namespace("dc", DUBLIN_CORE)
    root = ET.Element("rss", {"version": "2.0"})
    channel = ET.SubElement(root, "channel")
    own = web_address(feed.link)
    _say(channel, "title", feed.title)
    _say(channel, "link", own or feed.id)
    _say(channel, "description", feed.about)
    _say(channel, "language", feed.language)
    _say(channel, "lastBuildDate", _instant(feed.updated))
    if own is not None:
        ET.SubElement(
            channel,
            f"{{{ATOM}}}link",
            {"rel": "self", "href": own, "type": "application/rss+xml"},
        )
    for entry in feed.entries:
        _item(channel, entry)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _item(channel: ET.Element, entry: Entry) -> None:
    item = ET.SubElement(channel, "item")
    _say(item, "title", entry.title)
    link = web_address(entry.link)
    if link is not None:
        _say(item, "link", link)
    _say(item, "description", entry.html)
    _say(item, f"{{{DUBLIN_CORE}}}creator", entry.by)
    _say(item, "category", entry.topic)
    # an item that changes is another item to readers of RSS, so the instant is part of its id
    guid = _say(item, "guid", f"{entry.id}#{int(entry.updated.timestamp())}")
    guid.set("isPermaLink", "false")
    _say(item, "pubDate", _instant(entry.updated))


def _say(parent: ET.Element, name: str, text: str) -> ET.Element:
    element = ET.SubElement(parent, name)
    element.text = xml_text(text)
    return element


def _instant(at: datetime) -> str:
    """RFC 822 with a year of four digits, in UTC."""
    return format_datetime(at.astimezone(UTC).replace(microsecond=0), usegmt=True)
