"""Alt+P on every screen of a person: nothing of her is painted or spoken."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QWidget

from ui.privacy import privacy


class Onlooker:
    """Reads every text that is painted, and what a screen reader would say of what is shown."""

    def __init__(self, monkeypatch):
        self.seen: list[str] = []
        draw = QPainter.drawText

        def spy(painter, *arguments):
            self.seen += [each for each in arguments if isinstance(each, str)]
            return draw(painter, *arguments)

        monkeypatch.setattr(QPainter, "drawText", spy)

    def look(self, window):
        self.seen.clear()
        window.repaint()
        for widget in window.findChildren(QWidget):
            if widget.isVisible():
                widget.repaint()
                self.seen.append(widget.accessibleName())
        return ["".join(text.split()) for text in self.seen]


@pytest.fixture
def onlooker(monkeypatch):
    return Onlooker(monkeypatch)


def personal_values(counter):
    """Of the case in hand: what may not be read while it is hidden."""
    station = counter.station
    view = station.candidate_file.refresh(counter.state.case.candidate_id, counter.signer)
    candidate, prior = view.candidate, view.prior
    values = [candidate.name, candidate.id_number[6:14], candidate.id_number[-4:], *view.numbers]
    values += [candidate.phone, candidate.address]
    values += [] if prior is None else [prior.certificate_no or "", prior.school]
    return ["".join(value.split()) for value in values if value]


def assert_hidden(counter, onlooker, values):
    QApplication.processEvents()
    seen = onlooker.look(counter.window)
    assert len(seen) > 10
    assert [(value, text) for value in values for text in seen if value in text] == []


def test_the_onlooker_reads_what_is_not_hidden(counter, onlooker):
    counter.to_plain_case()
    name = counter.state.case.name
    assert any(name in text for text in onlooker.look(counter.window))


def test_nothing_of_the_person_is_seen_on_any_screen(counter, onlooker):
    counter.to_plain_case()
    values = personal_values(counter)
    name = counter.state.case.name
    counter.press("Alt+P")
    assert privacy().hidden()
    assert_hidden(counter, onlooker, values)
    counter.press("F7")
    counter.until(lambda: counter.at() == "candidate_file" and counter.state.view is not None)
    assert_hidden(counter, onlooker, values)
    counter.press("F8")
    counter.until(lambda: counter.at() == "notice" and counter.state.pages)
    assert_hidden(counter, onlooker, values)
    counter.press("Alt+2")
    counter.until(lambda: counter.at() == "look_up")
    counter.type(name)
    counter.until(lambda: counter.page.presenter.state.hits)
    counter.rest()
    assert_hidden(counter, onlooker, [value for value in values if value != name])
    counter.press("Alt+1")
    counter.until(lambda: counter.at() == "home" and counter.state.view is not None)
    assert_hidden(counter, onlooker, values)


def test_the_name_in_the_strip_is_hidden_too(counter, onlooker):
    counter.to_plain_case()
    values, case = personal_values(counter), counter.state.case
    counter.press("Alt+P", "Enter")
    counter.until(counter.past_case(case.application_id))
    assert case.name in counter.said()
    assert_hidden(counter, onlooker, values)
