"""The whole program at an invented counter: real store, real services, real windows, keys pressed one by one."""

from __future__ import annotations

import shutil
import time
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.demo.fill import DEMO_PASSWORD
from app.paths import Paths
from app.services.pre_review import DECISIONS
from app.services.pre_review_views import ActName, QueuePart
from ui.keys import QUIET_MS
from ui.main import Program
from ui.tour_keys import key_of
from ui.widgets.parts import plain_text

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
PEOPLE = 400
REVIEWER, INTAKE, SECOND, ADMINISTRATOR = "王敏", "赵芳", "刘建国", "陈静"


class WalkingClock:
    """Begins at a moment of the demo's round and goes on from there."""

    def __init__(self, begins: datetime = NOW) -> None:
        self.begins, self._started = begins, time.monotonic()

    def now(self) -> datetime:
        return self.begins + timedelta(seconds=time.monotonic() - self._started)


class Counter:
    def __init__(self, qtbot, office, folder, clock=None):
        self.qtbot = qtbot
        self.folder = folder
        if not folder.exists():
            shutil.copytree(office, folder)
        self.program = Program(QApplication.instance(), Paths.at(folder), clock=clock or WalkingClock())
        self.station = self.program.workstation
        self.window = self.program.window
        qtbot.addWidget(self.window)
        self.window.resize(1366, 768)
        self.window.show()
        self.window.activateWindow()
        self.until(lambda: QApplication.activeWindow() is self.window)
        self.program.sign_in.load()
        self.until(lambda: self.program.sign_in.state.phase == "ready" and self.program.sign_in.state.clerks)

    def close(self):
        self.window.close()
        self.program.close()

    # hands

    def until(self, seen, timeout=20_000):
        self.qtbot.waitUntil(lambda: bool(seen()), timeout=timeout)

    def rest(self):
        """Longer than the quiet time of the key arbiter: a person types, not a scanner."""
        self.qtbot.wait(QUIET_MS + 40)

    def press(self, *names):
        for name in names:
            key, modifiers = (Qt.Key.Key_BracketRight, Qt.KeyboardModifier.NoModifier) if name == "]" else key_of(name)
            QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)
            self.rest()

    def type(self, text):
        """What a keyboard or an input method hands over."""
        target = QApplication.focusWidget()
        assert target is not None
        for character in text:
            if character.isascii():
                QTest.keyClick(target, character)
            else:
                event = QInputMethodEvent()
                event.setCommitString(character)
                QApplication.sendEvent(target, event)
        self.rest()

    def choose(self, name):
        card = next(card for card in self.program.sign_in.state.clerks if card.name == name)
        self.program.sign_in.choose_clerk(card.id)
        self.until(lambda: self.program.sign_in.state.phase == "ready")

    def sign_in(self, name=REVIEWER, password=DEMO_PASSWORD):
        self.choose(name)
        self.until(lambda: QApplication.activeWindow() is self.window)
        self.program.sign_in_page.activate(None)
        self.type(password)
        self.press("Enter")
        self.until(self.window.is_at_desk)
        return self

    # eyes

    @property
    def desk(self):
        return self.program.desk()

    @property
    def page(self):
        return self.desk.current()

    @property
    def state(self):
        return self.page.presenter.state

    @property
    def signer(self):
        return self.station.session.signer

    def at(self):
        return self.page.name

    def said(self):
        message = self.desk.strip.message()
        return "" if message is None else message.strong + message.text

    def bar(self):
        """What the key bar offers now."""
        return {act.label for act in self.desk.key_bar.acts()}

    # the pre-review

    def to_pre_review(self, name=None):
        """Goes to the queue and, by the arrows, to the case of this person."""
        self.press("Alt+4")
        self.until(lambda: self.at() == "pre_review" and self.settled())
        if name is not None:
            self.walk_to(name)
        return self

    def to_plain_case(self):
        """A first attempt that nobody holds and that this clerk can pass; the same one at every visit."""
        self.to_pre_review()
        desk, signer = self.station.pre_review, self.signer
        for row in desk.queue(signer, QueuePart.OPEN).rows:
            acts = desk.available_acts(desk.prefetch(row.application_id, signer), signer)
            if row.attempt == 1 and any(offer.enabled and offer.act is ActName.PASS for offer in acts):
                self.walk_to(row.name)
                return self
        raise AssertionError("no case can be passed")

    def walk_to(self, name):
        for _step in range(20):
            if self.state.case.name == name:
                return
            self.press("→")
            self.until(self.settled)
        raise AssertionError(f"{name} is not in the queue")

    def settled(self):
        """The case in front is claimed, held by a colleague or only to be read, and painted."""
        state = self.state
        return (
            state.queue is not None
            and state.case is not None
            and state.settled
            and (
                state.case.claim is not None
                or not any(offer.enabled and offer.act in DECISIONS for offer in state.offers)
            )
            and self.page.gate.is_open()
        )

    def at_case(self, application_id):
        """For `until`: this case is in front and settled."""
        return lambda: self.settled() and self.state.case.application_id == application_id

    def past_case(self, application_id):
        """For `until`: another case has come after this one."""
        return lambda: self.settled() and self.state.case.application_id != application_id

    def review_of(self, application_id):
        return self.station.pre_review.prefetch(application_id, self.signer).state

    def waiting(self, part=QueuePart.OPEN):
        return [row.name for row in self.station.pre_review.queue(self.signer, part).rows]


def texts(table):
    """Every cell of a desk table as words."""
    model = table.rows_model
    columns = range(model.columnCount())
    return [[plain_text(model.cell(row, column)) for column in columns] for row in range(model.rowCount())]
