"""Review in a terminal is how facts get in at 3 a.m.: keys, crash and two reviewers."""

from __future__ import annotations

import os
import signal
import termios
from pathlib import Path

import pytest

from safepassage.situation.claim import Claim
from safepassage.situation.event import Claimed, Reviewed, Undone, Withheld
from safepassage.situation.record import Held
from safepassage.store.store import open_record

from .readout import FIGURE, GATE, TEXT, keep_readout, readout_record
from .seat import Seat

ASK = "? help\n> "


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return readout_record(tmp_path / "varde.record")


def held(record: Path) -> Held:
    with open_record(record) as store:
        return store.record().now()


def acts(record: Path) -> list[object]:
    """What was added after the readout's six events."""
    with open_record(record) as store:
        return [event.act for event in store.events(after=6)]


def test_a_card_shows_words_fields_rule_source_and_what_stands_against(record: Path) -> None:
    with Seat(record) as seat:
        first = seat.until(ASK)
        assert seat.ask("q", "still wait.").endswith("nothing decided; 4 still wait.")
        assert seat.end() == 0
    flat = " ".join(first.split())
    assert f"[[{GATE}]] and {FIGURE}" in flat
    for words in (
        "1 of 4 that wait, Talks on the Varde ferry: place_status [aaaa00000001]",
        "status closed",
        "side Lower Coast",
        "place gate at Varde pier",
        "Reported by Ines Holt (harbour master), through Varde Post",
        "published 2031-03-12",
        "Proposed by place_is_status: A place with a verb of being",
        "CONFLICT with a claim: [bbbb00000001] stands: status is open there, closed here; "
        "reported by Lower Coast Guard",
    ):
        assert words in flat
    assert max(map(len, first.split("\n"))) <= 80
    assert acts(record) == []


def test_each_key_writes_its_decision_at_once(record: Path) -> None:
    with Seat(record, by="ana") as seat:
        seat.until(ASK)
        seat.ask("a", ASK)
        assert held(record).state("aaaa00000001") == "accepted"
        seat.ask("n", ASK)
        seat.ask("r", "leaves it): ")
        seat.ask("an old number\n", ASK)
        assert held(record).state("aaaa00000003") == "rejected"
        assert held(record).reasons["aaaa00000003"] == "an old number"
        seat.ask("w", "it is): ")
        seat.ask("asked for by the Council\n", ASK)
        seat.kill()  # as if the machine were lost: what was decided is there
    now = held(record)
    assert now.withheld == {"aaaa00000004": "asked for by the Council"}
    assert [now.states[f"aaaa0000000{n}"] for n in (1, 2, 3, 4)] == [
        "accepted",
        "proposed",
        "rejected",
        "proposed",
    ]
    assert acts(record) == [
        Reviewed("aaaa00000001", "accepted"),
        Reviewed("aaaa00000003", "rejected", "an old number"),
        Withheld("aaaa00000004", "asked for by the Council"),
    ]
    with open_record(record) as store:
        assert {event.by for event in store.events(after=6)} == {"ana"}


def test_a_crash_at_any_moment_leaves_whole_decisions(tmp_path: Path) -> None:
    """Killed while keys come in: what is written is whole, and nothing that was shown is lost."""
    for number in range(4):
        path = readout_record(tmp_path / f"crash{number}.record")
        with Seat(path) as seat:
            seat.until(ASK)
            seat.press("aaaa")
            shown = 0
            while shown < number:  # so that it dies at different places
                seat.until("Accepted. (event")
                shown += 1
            seat.kill()
        with open_record(path) as store:
            assert store.broken_at() is None
            now = store.record().now()
        decided = [state for state in now.states.values() if state == "accepted"]
        assert len(decided) - 1 >= shown  # one stood before
        with Seat(path) as again:  # and the review goes on where it was
            words = f"1 of {5 - len(decided)} that wait" if len(decided) < 5 else "Nothing waits"
            again.until(words)


def test_undo_takes_back_the_last_decision_and_keeps_both_in_the_log(record: Path) -> None:
    with Seat(record) as seat:
        seat.until(ASK)
        assert "nothing of this session to undo" in " ".join(seat.ask("u", ASK).split())
        seat.ask("a", ASK)
        shown = seat.ask("u", ASK)
        assert "Undone: accepted aaaa00000001." in shown
        assert "place_status [aaaa00000001]" in shown
        seat.ask("w", "it is): ")
        seat.ask("not for the public\n", ASK)
        shown = seat.ask("u", ASK)
        assert "It may go out again: aaaa00000001." in shown
    assert held(record).states["aaaa00000001"] == "proposed"
    assert held(record).withheld == {}
    assert acts(record) == [
        Reviewed("aaaa00000001", "accepted"),
        Undone(7),
        Withheld("aaaa00000001", "not for the public"),
        Undone(9),
    ]


def test_edit_opens_lines_with_their_allowed_values(record: Path) -> None:
    with Seat(record) as seat:
        seat.until(ASK)
        menu = seat.ask("e", "edit> ")
        number = next(line.split()[0] for line in menu.split("\n") if " status " in line)
        choices = " ".join(seat.ask(f"{number}\n", "takes it out): ").split())  # also at \\xa0
        assert "1 open 2 closed 3 not_operated 4 restricted" in choices
        seat.ask("3\n", "edit> ")
        refused = seat.ask("status=shut\n", "edit> ")
        assert "allowed: open, closed, not_operated" in " ".join(refused.split())
        seat.ask("since=2031-03-03\n", "edit> ")
        seat.ask("subject=crossing/varde/gate/lower\n", "edit> ")
        assert "Edited and accepted." in seat.ask("\n", ASK)
    now = held(record)
    assert now.state("aaaa00000001") == "superseded"
    new = next(c for c in now.standing(("place_status",)) if c.supersedes)
    assert new.supersedes == ("aaaa00000001",)
    assert new.norm["status"] == "not_operated"
    assert new.subject == "crossing/varde/gate/lower"
    assert new.valid.since is not None
    assert new.valid.since.earliest.isoformat() == "2031-03-03T00:00:00+00:00"
    old = now.claims["aaaa00000001"]
    assert (new.evidence, new.document) == (old.evidence, old.document)
    assert new.why == "Edited by hand: subject, since, status. Proposed by place_is_status."


def test_with_a_scenario_subjects_are_chosen_by_number_and_times_are_of_its_place(
    record: Path,
) -> None:
    with Seat(record, "--scenario", "rafah-2023") as seat:
        seat.until(ASK)
        seat.ask("e", "edit> ")
        shown = seat.ask("subject\n", "takes it out): ")
        number = next(line.split()[0] for line in shown.split("\n") if "/rafah/gate/gaza" in line)
        assert "Gaza side" in shown
        seat.ask(f"{number}\n", "edit> ")
        refused = seat.ask("subject=crossing/rafah/gate/gaz\n", "edit> ")
        assert "menu" not in refused
        refused = seat.ask("\n", "edit> ")
        assert 'Did you mean "gaza"?' in " ".join(refused.split())
        seat.ask("subject=crossing/rafah/gate/gaza\n", "edit> ")
        seat.ask("since=2023-10-30\n", "edit> ")
        seat.ask("\n", ASK)
    new = next(c for c in held(record).standing(("place_status",)) if c.supersedes)
    assert new.subject == "crossing/rafah/gate/gaza"
    assert new.valid.since is not None
    assert new.valid.since.earliest.isoformat() == "2023-10-29T22:00:00+00:00"  # Gaza, winter time


def test_edit_takes_more_words_of_the_text(record: Path) -> None:
    more = f"{GATE} and {FIGURE}, harbour master"
    with Seat(record) as seat:
        seat.until(ASK)
        assert " words " in seat.ask("e", "edit> ")
        seat.ask("words\n", "]: ")
        refused = seat.ask("closed since 4 March\n", "edit> ")
        assert "do not stand in the text" in " ".join(refused.split())
        seat.ask(f"words={more}\n", "edit> ")
        assert "Edited and accepted." in seat.ask("\n", ASK)
    new = next(c for c in held(record).standing(("place_status",)) if c.supersedes)
    assert new.evidence is not None
    assert new.evidence.text == more
    assert new.evidence.stands_in(TEXT)


def test_split_makes_two_claims_of_one_span(record: Path) -> None:
    with Seat(record) as seat:
        seat.until(ASK)
        seat.ask("n", ASK)
        seat.ask("s", "leaves it)? ")
        again = " ".join(seat.ask("closed since then\n", ASK).split())
        assert "these words do not stand there" in again
        seat.ask("s", "leaves it)? ")
        shown = seat.ask("about 640\n", ASK)
        assert "2 of 5 that wait" in shown  # one more, and the first part lies in front
    now = held(record)
    parts = [c for c in now.claims.values() if c.supersedes == ("aaaa00000002",)]
    assert [c.evidence.text for c in parts if c.evidence] == [f"{GATE} and", FIGURE]
    assert [now.state(c.id) for c in parts] == ["proposed", "proposed"]
    assert now.state("aaaa00000002") == "rejected"
    assert now.reasons["aaaa00000002"] == f"split into {parts[0].id} and {parts[1].id}"


def test_the_second_of_two_reviewers_is_told_who_decided_meanwhile(record: Path) -> None:
    with Seat(record, by="ana") as ana, Seat(record, by="bo") as bo:
        ana.until(ASK)
        bo.until(ASK)
        ana.ask("a", ASK)
        told = " ".join(bo.ask("r", "leaves it): ").split())
        told = " ".join(bo.ask("wrong\n", ASK).split())
        assert "Decided meanwhile: ana accepted aaaa00000001 at" in told
        assert "(event 7). Your decision was not written." in told
        assert "statement [aaaa00000002]" in told  # and the next one lies in front
        bo.ask("a", ASK)  # what others wrote in between does not hinder a decision on another
        assert ana.ask("n", ASK).count("that wait") == 1
    decided = ("aaaa00000001", "aaaa00000002")
    assert acts(record) == [Reviewed(name, "accepted") for name in decided]


def test_what_others_decided_is_said_whatever_key_comes_next(record: Path) -> None:
    with Seat(record, by="ana") as ana, Seat(record, by="bo") as bo:
        ana.until(ASK)
        bo.until(ASK)
        ana.ask("a", ASK)
        told = " ".join(bo.ask("?", ASK).split())
        assert "Decided meanwhile: ana accepted aaaa00000001 at" in told
        assert "not written" not in told  # there was no decision
        assert "statement [aaaa00000002]" in told


def test_a_dumb_terminal_has_no_keys_and_no_colours(record: Path) -> None:
    with Seat(record, kind="dumb", columns=60) as seat:
        seat.until(ASK)
        seat.ask("a\n", ASK)
        seat.ask("q\n", "still wait.")
        assert seat.end() == 0
        assert "\x1b" not in seat.raw
        cards = seat.screen.partition("still wait.")[0]
        assert max(map(len, cards.split("\n"))) <= 81  # the line of keys alone is longer
    assert held(record).state("aaaa00000001") == "accepted"


def test_colours_mark_the_span_and_can_be_turned_off(
    record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Seat(record) as seat:
        seat.until(ASK)
        assert "\x1b[1;7m[[The Lower Coast" in seat.raw
    monkeypatch.setenv("NO_COLOR", "1")
    with Seat(record) as seat:
        seat.until(ASK)
        assert "[[The Lower Coast" in seat.raw
        assert "\x1b[1;7m" not in seat.raw


def test_ctrl_c_and_the_end_of_input_leave_what_was_decided(record: Path) -> None:
    with Seat(record) as seat:
        seat.until(ASK)
        seat.ask("a", ASK)
        seat.ask("\x03", "still wait.")
        assert "Stopped. Every decision so far is in the record." in seat.screen
        assert seat.end() == 130
    with Seat(record) as seat:
        seat.until(ASK)
        seat.ask("\x04", "still wait.")
        assert seat.end() == 0
    assert acts(record) == [Reviewed("aaaa00000001", "accepted")]


def test_ctrl_d_at_a_question_decides_nothing(record: Path) -> None:
    with Seat(record) as seat:
        seat.until(ASK)
        for key, question in (("r", "leaves it): "), ("w", "it is): "), ("e", "edit> ")):
            seat.ask(key, question)
            seat.ask("\x04", ASK)
        seat.ask("s", "leaves it)? ")
        seat.ask("\x04", ASK)
    assert acts(record) == []


def test_keys_work_after_ctrl_z(record: Path) -> None:
    """A shell gives the terminal back in its own mode, in which keys would wait for Enter."""
    with Seat(record) as seat:
        seat.until(ASK)
        os.kill(seat.pid, signal.SIGSTOP)
        os.waitpid(seat.pid, os.WUNTRACED)
        mode = termios.tcgetattr(seat.fd)
        mode[3] |= termios.ICANON | termios.ECHO
        termios.tcsetattr(seat.fd, termios.TCSANOW, mode)
        os.kill(seat.pid, signal.SIGCONT)
        seat.until(ASK)
        seat.ask("a", ASK)
    assert held(record).state("aaaa00000001") == "accepted"


def test_unknown_keys_and_arrows_decide_nothing(record: Path) -> None:
    with Seat(record) as seat:
        seat.until(ASK)
        assert '"x" is none of these' in seat.ask("x", ASK)
        assert "That key is none of these" in seat.ask("\x1b[A", ASK)
        assert "accept: the claim stands" in seat.ask("?", ASK)
        assert '"ش" is none of these' in seat.ask("ش", ASK)
    assert acts(record) == []


def test_the_last_decision_can_be_undone_before_leaving(record: Path) -> None:
    with Seat(record, "--type", "figure", "--type", "order") as seat:
        assert "as said    about 640" in seat.until(ASK)
        seat.ask("a", "u undo  q quit\n> ")
        assert "figure [aaaa00000003]" in seat.ask("u", ASK)
        seat.ask("a", "u undo  q quit\n> ")
        seat.ask("q", "still wait.")
        assert seat.end() == 0
    assert held(record).state("aaaa00000003") == "accepted"


def test_a_text_cannot_steer_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "steer.record"
    with open_record(path, create=True) as store:
        keep_readout(store)
        steering = "\x1b[2J\u202e\x07 ]] not marked"
        norm = {"stance": "demands", "about": steering}
        store.append("r", Claimed(Claim(id="cccc00000001", type="position", norm=norm)))
    with Seat(path, "--type", "position") as seat:
        seat.until(ASK)
        shown = seat.ask("n", ASK)
        assert "<U+001B>[2J<U+202E><U+0007>" in shown
        assert "\x1b[2J" not in seat.raw
        assert "\u202e" not in seat.raw
