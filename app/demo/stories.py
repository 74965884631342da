"""What has happened to people so far: each story is a sequence of commands of the workflow table.

Of every thousand people each story gets its share, so that the first thousand already show every state. A word in lower
case is a command; `/1` aims it at the second application, `*` at every course card. Words in capitals stand for one of
several usual ways.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from app.demo.chance import shuffled
from app.demo.given_names import Naming

BLOCK = 1000

USUAL_WAYS: dict[str, tuple[tuple[float, str], ...]] = {
    "ID": (
        (78, "pass_identity_check register_candidate"),
        (8, "fail_identity_check pass_identity_check register_candidate"),
        (8, "fail_identity_check request_identity_review pass_identity register_candidate"),
        (6, "fail_identity_check request_identity_review_at_counter pass_identity register_candidate"),
    ),
    "ID_ONLINE": ((1, "pass_identity_check register_candidate"),),
    "REJECTED_IDENTITY": ((1, "fail_identity_check request_identity_review reject_identity"),),
    "PRIOR": ((88, "match_prior"), (12, "mismatch_prior record_prior_documents verify_prior")),
    "ESCALATED": ((1, "propose_correction escalate_correction"),),
    "SUBMIT": ((1, "enter_application enter_course_card* submit_application"),),
    "SUBMIT2": ((1, "enter_application enter_application/1 submit_application submit_application/1"),),
    "PHOTO": (
        (76, "pass_photo_check"),
        (10, "fail_photo_check upload_photo_again pass_photo_check"),
        (14, "fail_photo_check request_photo_review pass_photo"),
    ),
    "PASS": ((62, "pass_system_review"), (38, "COUNTY")),
    "COUNTY": ((1, "pass_to_county accept_course_card* pass_pre_review"),),
    "REFUSED": ((1, "SUBMIT PHOTO pass_to_county refuse_course_card refuse_pre_review"),),
    "ONE_REFUSED": ((1, "SUBMIT2 PHOTO pass_system_review pass_to_county/1 refuse_pre_review/1"),),
    "REPAIRED": ((1, "reapply attach_card_scan"),),
    "AGAIN": ((1, "REPAIRED submit_application pass_to_county"),),
    "REFUSED_AGAIN": ((1, "REFUSED AGAIN refuse_course_card refuse_pre_review_again"),),
    "PAY": ((1, "open_payment start_payment confirm_payment"),),
    "FORM": ((70, "fill_form record_form_export"), (30, "fill_form record_form_export fill_form record_form_export")),
    "HAND_IN": ((1, "take_in_original* receive_materials find_original_same*"),),
    "CHECKED": ((1, "FORM HAND_IN check_materials send_up_original*"),),
    "HANDED_OVER": ((1, "list_materials hand_over_materials"),),
    "BEYOND": ((1, "accept_materials pass_at_city pass_at_host"),),
    "UP": ((1, "CHECKED HANDED_OVER accept_materials"),),
    "DECIDED": ((1, "CHECKED HANDED_OVER BEYOND"),),
    "PAID": ((1, "SUBMIT PHOTO PASS PAY"),),
}


@dataclass(frozen=True, slots=True)
class Story:
    """`share` of a thousand; `rounds_ago` from and to; `waits` hours from the last act until now, from and to."""

    name: str
    share: int
    words: str
    completed: bool = True
    """Has passed everything that the plan asks for."""
    rounds_ago: tuple[int, int] = (0, 0)
    cards: tuple[int, int] = (0, 0)
    hosts: int = 1
    at_counter: bool = False
    today: bool = False
    """The last act is the signed-in clerk's own work of today."""
    overtaken: bool = False
    """The province has not accepted it: a colleague was faster."""
    waits: tuple[float, float] = (1.0, 100.0)
    cards_scanned: bool = True
    naming: Naming = Naming.USUAL
    differs: str | None = None
    """The fields declared otherwise than the record has them; None leaves it to chance."""
    early: bool = False
    """Told among the first of each thousand: a small demo shows it too."""
    pool: bool = False
    """Chosen courses stand for English (2)."""
    half_repaired: bool = False
    """The second attempt repairs only a part of what the first was refused for."""
    prior_not_required: bool = False

    @property
    def files(self) -> bool:
        """There is an application in it."""
        return any(word in self.words for word in ("enter_application", "SUBMIT", "ID PRIOR PAID", "REFUSED"))

    @property
    def is_refused(self) -> bool:
        """A first attempt in it was refused by the county."""
        return "REFUSED" in self.words.split() or "ONE_REFUSED" in self.words or "REFUSED_AGAIN" in self.words


_STUDYING = (
    Story("on_platform", 110, "ID", completed=False, waits=(24, 9000)),
    Story("on_platform_prior", 50, "ID PRIOR", completed=False, waits=(24, 5000)),
    Story("completed_not_applied", 14, "ID PRIOR", waits=(24, 2000)),
    Story("graduated_before", 60, "ID PRIOR PAID DECIDED graduate issue_certificate", rounds_ago=(1, 5), cards=(0, 1)),
)
_PERSON = (
    Story("identity_failed", 4, "fail_identity_check"),
    Story("identity_waiting", 3, "fail_identity_check request_identity_review", waits=(1, 30)),
    Story("identity_waiting_again", 1, "REJECTED_IDENTITY request_identity_review", waits=(1, 24)),
    Story("identity_waiting_at_counter", 1, "fail_identity_check request_identity_review_at_counter", waits=(1, 20)),
    Story("identity_rejected", 2, "REJECTED_IDENTITY"),
    Story("identity_passed_today", 3, "fail_identity_check request_identity_review pass_identity", today=True),
    Story("identity_revoked", 1, "ID revoke_identity"),
    Story("prior_mismatched", 3, "ID mismatch_prior"),
    Story("prior_waiting", 2, "ID mismatch_prior record_prior_documents", waits=(1, 77)),
    Story("prior_refused", 1, "ID mismatch_prior record_prior_documents refuse_prior"),
    Story("prior_verified_today", 1, "ID mismatch_prior record_prior_documents verify_prior", today=True),
    Story("prior_required", 1, "ID require_prior", completed=False, prior_not_required=True),
    Story("correction_waiting", 1, "ID PRIOR propose_correction", waits=(1, 20)),
    Story("correction_applied", 2, "ID PRIOR propose_correction apply_correction match_prior"),
    Story("correction_refused", 1, "ID PRIOR propose_correction refuse_correction"),
    Story("correction_escalated", 1, "ID PRIOR ESCALATED"),
    Story("correction_cancelled", 1, "ID PRIOR propose_correction cancel_correction"),
    Story("correction_by_province", 1, "ID PRIOR ESCALATED apply_escalated_correction match_prior"),
)
_SUBMITTED = "ID PRIOR SUBMIT PHOTO"
_APPLYING = (
    Story("draft", 5, "ID PRIOR enter_application"),
    Story("draft_not_eligible", 4, "ID PRIOR enter_application", completed=False),
    Story("draft_at_counter", 2, "ID PRIOR enter_application", at_counter=True, waits=(1, 26)),
    Story("draft_without_scan", 1, "ID PRIOR enter_application enter_course_card*", cards=(1, 2), cards_scanned=False),
    Story("draft_two_hosts", 1, "ID PRIOR enter_application enter_application/1", hosts=2),
    Story("awaiting_system", 3, "ID PRIOR SUBMIT", waits=(0.2, 20)),
    Story("awaiting_system_with_photo", 2, _SUBMITTED, waits=(0.2, 20)),
    Story("pre_review", 4, f"{_SUBMITTED} pass_to_county", waits=(1, 49)),
    Story("pre_review_cards", 3, f"{_SUBMITTED} pass_to_county", cards=(1, 3), waits=(1, 49)),
    Story("pre_review_card_refused", 1, f"{_SUBMITTED} pass_to_county refuse_course_card", cards=(1, 1), waits=(1, 40)),
    Story("pre_review_card_ok", 1, f"{_SUBMITTED} pass_to_county accept_course_card*", cards=(1, 2), waits=(1, 40)),
    Story(
        "pre_review_two_hosts", 1, "ID PRIOR SUBMIT2 PHOTO pass_system_review/1 pass_to_county", hosts=2, waits=(1, 47)
    ),
    Story("pre_review_at_counter", 1, f"{_SUBMITTED} pass_to_county", at_counter=True, waits=(1, 40)),
    Story("pre_review_no_photo", 1, "ID PRIOR SUBMIT pass_to_county", waits=(1, 40)),
    Story("to_verify", 1, f"{_SUBMITTED} pass_to_county mark_to_verify", waits=(20, 120)),
    Story("pre_review_again_pool", 1, "ID PRIOR REFUSED AGAIN", waits=(1, 45), pool=True, early=True),
    Story("pre_review_again", 2, "ID PRIOR REFUSED AGAIN", waits=(1, 45), cards=(0, 1), early=True),
    Story(
        "pre_review_again_rare_name",
        1,
        "ID PRIOR REFUSED AGAIN",
        waits=(40, 47),
        naming=Naming.BEYOND_BMP,
        early=True,
    ),
    Story("pre_review_again_half", 1, "ID PRIOR REFUSED AGAIN", waits=(4, 30), half_repaired=True, early=True),
    Story(
        "pre_review_again_one_host",
        1,
        "ID PRIOR ONE_REFUSED reapply/1 submit_application/1 pass_to_county/1",
        hosts=2,
        waits=(1, 40),
    ),
    Story(
        "pre_review_rare_name",
        1,
        f"{_SUBMITTED} pass_to_county",
        waits=(60, 70),
        naming=Naming.BEYOND_BMP,
        early=True,
    ),
    Story(
        "pre_review_separator",
        1,
        f"{_SUBMITTED} pass_to_county",
        waits=(46, 56),
        naming=Naming.SEPARATOR,
        early=True,
    ),
    Story(
        "pre_review_look_alike",
        1,
        f"{_SUBMITTED} pass_to_county",
        waits=(30, 46),
        naming=Naming.LOOK_ALIKE,
        differs="name phone",
        early=True,
    ),
    Story("sent_back", 1, f"{_SUBMITTED} COUNTY open_payment send_back_application", waits=(1, 30)),
    Story("refused_first", 1, "ID PRIOR REFUSED", cards=(0, 1)),
    Story("refused_first_pool", 1, "ID PRIOR REFUSED", pool=True),
    Story("draft_again", 1, "ID PRIOR REFUSED REPAIRED", cards=(0, 1)),
    Story("awaiting_system_again", 1, "ID PRIOR REFUSED REPAIRED submit_application", cards=(0, 1), waits=(0.2, 20)),
    Story("refused_again", 1, "ID PRIOR REFUSED_AGAIN", cards=(0, 1), half_repaired=True),
    Story("closed_again", 1, "ID PRIOR REFUSED_AGAIN close_refused", pool=True, half_repaired=True),
    Story(
        "approved_today",
        6,
        f"{_SUBMITTED} pass_to_county accept_course_card* pass_pre_review",
        cards=(0, 1),
        today=True,
    ),
    Story(
        "approved_today_one_host",
        1,
        "ID PRIOR SUBMIT2 PHOTO pass_to_county/1 pass_to_county pass_pre_review",
        hosts=2,
        today=True,
    ),
    Story("refused_today", 1, "ID PRIOR REFUSED", today=True),
    Story(
        "overtaken_today",
        1,
        f"{_SUBMITTED} pass_to_county pass_pre_review",
        today=True,
        overtaken=True,
        differs="phone",
    ),
)
_PHOTO = (
    Story("photo_missing", 2, "ID PRIOR SUBMIT PASS"),
    Story("photo_failed", 2, "ID PRIOR SUBMIT PASS fail_photo_check"),
    Story("photo_waiting", 2, "ID PRIOR SUBMIT PASS fail_photo_check request_photo_review", waits=(1, 49)),
    Story("photo_waiting_at_counter", 1, "ID PRIOR SUBMIT PASS request_photo_review_at_counter", waits=(1, 30)),
    Story("photo_rejected", 1, "ID PRIOR SUBMIT PASS fail_photo_check request_photo_review reject_photo"),
    Story("photo_passed_today", 2, "ID PRIOR SUBMIT PASS fail_photo_check request_photo_review pass_photo", today=True),
    Story("photo_recalled", 1, "ID PRIOR PAID recall_photo"),
    Story("photo_recalled_waiting", 1, "ID PRIOR PAID recall_photo return_recalled_photo", waits=(1, 30)),
    Story("photo_recalled_with_papers", 1, "ID PRIOR PAID FORM HAND_IN recall_photo", waits=(1, 30)),
)
_PAYING = (
    Story("unpaid", 6, f"{_SUBMITTED} PASS open_payment"),
    Story("unpaid_rare_name", 1, f"{_SUBMITTED} PASS open_payment", naming=Naming.BEYOND_BMP, early=True),
    Story(
        "unpaid_two_hosts", 1, "ID PRIOR SUBMIT2 PHOTO pass_system_review pass_system_review/1 open_payment", hosts=2
    ),
    Story("unpaid_since_now", 1, f"{_SUBMITTED} PASS open_payment", waits=(0.2, 6)),
    Story("one_host_approved", 1, "ID PRIOR SUBMIT2 PHOTO pass_system_review", hosts=2, waits=(0.2, 20)),
    Story("paying", 1, f"{_SUBMITTED} PASS open_payment start_payment", waits=(0.1, 1)),
    Story("paid", 3, "ID PRIOR PAID"),
    Story("form_filled", 2, "ID PRIOR PAID fill_form"),
    Story("form_exported", 5, "ID PRIOR PAID FORM", cards=(0, 1)),
    Story("form_exported_rare_name", 1, "ID PRIOR PAID FORM", naming=Naming.BEYOND_BMP, early=True),
    Story("form_filled_again", 1, "ID PRIOR PAID FORM fill_form"),
    Story("original_waiting", 1, "ID PRIOR PAID FORM take_in_original*", cards=(1, 2), waits=(1, 30)),
    Story(
        "original_differs",
        1,
        "ID PRIOR PAID FORM take_in_original* receive_materials find_original_different*",
        cards=(1, 1),
    ),
    Story("original_returned", 1, "ID PRIOR PAID FORM HAND_IN return_original*", cards=(1, 1)),
    Story("received", 3, "ID PRIOR PAID FORM HAND_IN", cards=(0, 1)),
    Story("returned", 2, "ID PRIOR PAID FORM HAND_IN return_materials", waits=(10, 80)),
    Story("received_again", 1, "ID PRIOR PAID FORM HAND_IN return_materials receive_materials"),
    Story("checked", 3, "ID PRIOR PAID CHECKED", cards=(0, 1)),
    Story("listed", 2, "ID PRIOR PAID CHECKED list_materials"),
    Story("handed_over", 2, "ID PRIOR PAID CHECKED HANDED_OVER"),
    Story("returned_by_city", 1, "ID PRIOR PAID CHECKED HANDED_OVER return_materials_to_county"),
    Story("accepted", 1, "ID PRIOR PAID UP"),
    Story("at_city", 1, "ID PRIOR PAID UP pass_at_city"),
    Story("at_host", 1, "ID PRIOR PAID DECIDED"),
)
_EARLIER = (
    Story("payment_lapsed", 2, f"{_SUBMITTED} PASS open_payment lapse_payment", rounds_ago=(1, 2)),
    Story(
        "payment_extended",
        1,
        f"{_SUBMITTED} PASS open_payment lapse_payment extend_payment lapse_payment",
        rounds_ago=(1, 1),
    ),
    Story("payment_refunded", 1, "ID PRIOR PAID refund_payment", rounds_ago=(1, 2)),
    Story("review_lapsed", 1, f"{_SUBMITTED} pass_to_county lapse_review", rounds_ago=(1, 2)),
    Story("refused_closed", 1, "ID PRIOR REFUSED close_refused", rounds_ago=(1, 2), cards=(0, 1)),
    Story("voided", 1, "ID PRIOR PAID FORM void_application", rounds_ago=(1, 2)),
    Story(
        "void_lifted",
        1,
        "ID PRIOR PAID FORM void_application lift_void receive_late_materials check_materials",
        rounds_ago=(1, 1),
    ),
    Story("not_graduated", 1, "ID PRIOR PAID DECIDED refuse_graduation", rounds_ago=(1, 2)),
    Story("certificate_waiting", 2, "ID PRIOR PAID DECIDED graduate", rounds_ago=(1, 1)),
    Story("certificate_unclaimed", 1, "ID PRIOR PAID DECIDED graduate mark_certificate_unclaimed", rounds_ago=(2, 4)),
    Story(
        "certificate_late",
        1,
        "ID PRIOR PAID DECIDED graduate mark_certificate_unclaimed issue_certificate",
        rounds_ago=(2, 4),
    ),
    Story(
        "handed_in_late",
        1,
        "ID PRIOR PAID FORM receive_late_materials check_materials HANDED_OVER BEYOND graduate issue_certificate",
        rounds_ago=(1, 3),
    ),
)

_SPECIAL = (*_STUDYING, *_PERSON, *_APPLYING, *_PHOTO, *_PAYING, *_EARLIER)
OFF_PLATFORM = Story("off_platform", BLOCK - sum(story.share for story in _SPECIAL), "", completed=False)
STORIES = (*_SPECIAL, OFF_PLATFORM)
"""Every story; who has never used the platform makes up the thousand."""


_FIRST = 60
"""Early stories are told among so many at the beginning of a thousand."""


@lru_cache(maxsize=1)
def _places() -> tuple[Story, ...]:
    return tuple(story for story in STORIES for _ in range(story.share))


@lru_cache(maxsize=4)
def _block(seed: int) -> tuple[Story, ...]:
    """A thousand shuffled; the early ones then change places, first with people who have no story."""
    told = [_places()[shuffled(place, BLOCK, seed)] for place in range(BLOCK)]
    late = [place for place, story in enumerate(told) if story.early and place >= _FIRST]
    others = [place for place, story in enumerate(told[:_FIRST]) if not story.early]
    for place, nearer in zip(late, sorted(others, key=lambda place: told[place] is not OFF_PLATFORM), strict=False):
        told[place], told[nearer] = told[nearer], told[place]
    return tuple(told)


def story_of(seed: int, index: int) -> Story:
    block, place = divmod(index, BLOCK)
    return _block(seed + block)[place]
