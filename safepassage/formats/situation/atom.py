"""Atom: a feed by RFC 4287."""

from __future__ import annotations

from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from .feed import Entry, Feed, web_address
from .xml_text import xml_text

NAMESPACE = "http://www.w3.org/2005/Atom"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def atom(feed: Feed) -> bytes:
    """The feed as UTF-8; every entry has id, title, updated, author and content (RFC 4287, 4.1)."""
    ET.register_namespace("", NAMESPACE)
    root = ET.Element(_name("feed"), {_LANG: feed.language})
    _say(root, "id", feed.id)
    _say(root, "title", feed.title)
    _say(root, "subtitle", feed.about)
    _say(root, "updated", _instant(feed.updated))
    _say(ET.SubElement(root, _name("author")), "name", feed.author)
    if web_address(feed.link):
        ET.SubElement(root, _name("link"), {"rel": "self", "href": feed.link or ""})
    for entry in feed.entries:
        _entry(root, entry)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _entry(root: ET.Element, entry: Entry) -> None:
    here = ET.SubElement(root, _name("entry"))
    _say(here, "id", entry.id)
    _say(here, "title", entry.title)
    _say(here, "updated", _instant(entry.updated))
    _say(ET.SubElement(here, _name("author")), "name", entry.by)
    ET.SubElement(here, _name("category"), {"term": xml_text(entry.topic)})
    link = web_address(entry.link)
    if link is not None:
        ET.SubElement(here, _name("link"), {"rel": "alternate", "href": link})
    _say(here, "summary", entry.text)
    content = _say(here, "content", entry.html)
    content.set("type", "html")


def _say(parent: ET.Element, name: str, text: str) -> ET.Element:
    element = ET.SubElement(parent, _name(name))
    element.text = xml_text(text)
    return element


def _name(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _instant(at: datetime) -> str:
    """RFC 3339, in whole seconds of UTC."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
