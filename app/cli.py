"""The command line. Its sub-commands are stable: operations, scheduled jobs and tests call them.

Exit codes: 0 done, 1 refused by a rule, 2 bad usage or bad input, 3 not reachable, 4 needs a person to sign in,
70 a defect.
"""

from __future__ import annotations

import json
import os
import sys
from enum import IntEnum, StrEnum
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.domain.errors import ClerkError
from app.domain.identity_number import masked
from app.paths import Paths

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.bootstrap import Workstation
    from app.demo.fill import DemoOffice
    from app.services.lookup import FoundPerson
    from app.services.lookup_match import MatchReason

DESKTOP = "ui.main"
WORDING = "ui.text"
TOUR = "ui.tour"
LOOK_UP_WORDING = "ui.screens.look_up.wording"
"""The desktop, its sentences and its tour by name: `app` stays importable, and its commands usable, without Qt."""

NO_DISPLAY = "没有找到显示器，窗口打不开，数据没有改动。请在有桌面的电脑上打开，或用 zikao-desk --help 看可用的命令。"


class Exit(IntEnum):
    DONE = 0
    REFUSED = 1
    USAGE = 2
    UNREACHABLE = 3
    SIGN_IN = 4
    DEFECT = 70


class Layout(StrEnum):
    A3_BOOKLET = "a3-booklet"
    A4 = "a4"


_REFUSED = ("workflow.", "registration_form.", "form.", "case.")
_SIGN_IN = ("session.",)
_UNREACHABLE = ("store.in_use",)

program = typer.Typer(
    name="zikao-desk",
    help="自考毕业工作台",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
)
candidates = typer.Typer(help="考生")
form = typer.Typer(help="毕业生登记表")
program.add_typer(candidates, name="candidates")
program.add_typer(form, name="form")

DataDir = Annotated[Path | None, typer.Option("--data-dir", help="数据目录", file_okay=False)]
AsJson = Annotated[bool, typer.Option("--json", help="以 JSON 输出")]


@program.callback(invoke_without_command=True, help="打开桌面程序。")
def desktop(context: typer.Context, data_dir: DataDir = None) -> None:
    context.obj = data_dir
    if context.invoked_subcommand is not None:
        return
    if not has_display():
        sys.stderr.write(NO_DISPLAY + "\n")
        raise typer.Exit(Exit.UNREACHABLE)
    raise typer.Exit(import_module(DESKTOP).run(data_dir))


@program.command(help="演示：虚构的县和考生。没有显示器时自动改为 --tour。")
def demo(
    context: typer.Context,
    tour: Annotated[
        Path | None, typer.Option(help="不需人操作，走完主要流程，图片和 PDF 写入此目录", file_okay=False)
    ] = None,
    people: Annotated[int, typer.Option("--candidates", help="考生人数", min=50, max=2_000_000)] = 3000,
    seed: Annotated[int, typer.Option(help="同一个数得到同样的数据")] = 20261123,
) -> None:
    if tour is None and not has_display():
        tour = Path("tour")
        _print("没有找到显示器：不打开窗口，改为自动演示一遍。")
    office = _demo_office(context.obj, people, seed, toured=tour is not None)
    clerk = office.clerks[0]
    _print(f"{office.county_name}，考生 {office.candidates} 人。工作人员密码均为 {clerk.password}。")
    if tour is None:
        raise typer.Exit(import_module(DESKTOP).run(office.data_dir, sign_in=(clerk.id, clerk.password)))
    _print(f"图片和 PDF 写入 {tour}")
    passwords = {each.name: each.password for each in office.clerks}
    raise typer.Exit(import_module(TOUR).run(office.data_dir, passwords, tour))


def has_display() -> bool:
    """Whether a window could be shown. Windows and macOS always can."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in named)


def _demo_office(data_dir: Path | None, people: int, seed: int, *, toured: bool) -> DemoOffice:
    """A tour decides cases, so it has a folder of its own and begins with a fresh one."""
    from app.demo.fill import fill_demo
    from app.demo.progress_bar import progress_bar

    own = Paths.at(None).data.with_name("zikao-desk-tour" if toured else "zikao-desk-demo")
    with progress_bar() as progress:
        folder = own if data_dir is None else data_dir
        return fill_demo(folder, people, seed, progress=progress, reuse=not toured)


@candidates.command("find", help="查找考生。")
def find_candidates(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="准考证号、身份证号的一段、姓名、拼音、手机尾号")],
    limit: Annotated[int, typer.Option(min=1, max=200, help="最多列出几人")] = 50,
    as_json: AsJson = False,
    full: Annotated[bool, typer.Option("--full", help="显示完整身份证号")] = False,
) -> None:
    shown = str if full else masked
    with _signed_in(context.obj) as workstation:
        result = workstation.lookup.find(text, limit)
        people = workstation.lookup.found(result)
    if as_json:
        told = {"text": text, "more": result.more, "too_short": result.too_short}
        _print(json.dumps(told | {"hits": [_document(each, shown) for each in people]}, ensure_ascii=False))
        return
    wording = import_module(LOOK_UP_WORDING)
    for each in people:
        hit = each.hit
        place = "" if each.progress is None else wording.progress(each.progress)
        reasons = "；".join(wording.reason(why) for why in hit.reasons)
        _print("  ".join([hit.name, shown(hit.id_number), "、".join(hit.candidate_nos), place, reasons]))
    _print(f"共 {len(people)} 人" + ("，还有更多，请再输入几个字符" if result.more else ""))


def _document(found: FoundPerson, shown: Callable[[str], str]) -> dict[str, Any]:
    """A hit in the words of the tables, for programs; identity numbers as `shown` gives them."""
    hit, progress = found.hit, found.progress
    standing = None
    if progress is not None:
        standing = {
            "filed": progress.filed,
            "stage": progress.stage.name,
            "state": progress.stage.state,
            "status": progress.stage.status,
            "actor": progress.stage.actor,
            "until": None if progress.stage.until is None else progress.stage.until.isoformat(),
        }
    return {
        "candidate_id": str(hit.candidate_id),
        "name": hit.name,
        "id_number": shown(hit.id_number),
        "candidate_nos": hit.candidate_nos,
        "needs_merging": hit.needs_merging,
        "graduated": hit.graduated,
        "reasons": [{"kind": why.kind, "text": _matched(why, shown)} for why in hit.reasons],
        "progress": standing,
    }


def _matched(why: MatchReason, shown: Callable[[str], str]) -> str:
    return shown(why.text) if "id_number" in why.kind else why.text


@form.command("print", help="输出毕业生登记表。缴费前只能输出草稿。")
def print_form(
    context: typer.Context,
    application: Annotated[str, typer.Option(help="申请编号")],
    out: Annotated[Path, typer.Option(help="写入的 PDF 文件", dir_okay=False)],
    copies: Annotated[int, typer.Option(min=1, max=9)] = 2,
    layout: Annotated[Layout, typer.Option()] = Layout.A3_BOOKLET,
) -> None:
    from app.forms.output import write_file
    from app.services.registration_form_views import FormLayout

    with _signed_in(context.obj) as workstation:
        desk, signer = workstation.registration_form, workstation.session.signer
        application_id = desk.application_id(application)
        if desk.may_print(application_id, signer).draft_only:
            pdf, what = desk.preview(application_id, FormLayout(layout)), "草稿，缴费后才能输出正式的登记表"
        else:
            exported = desk.export(application_id, signer, FormLayout(layout), copies)
            pdf, what = exported.pdf, f"第 {exported.form.number} 次导出"
        write_file(out, pdf)
    _print(f"已写入 {out.name}，{what}。")


def _signed_in(data_dir: Path | None) -> Workstation:
    """The office's objects, unlocked without asking anybody; `session.needs_person` where that cannot be."""
    from app.bootstrap import Workstation
    from app.demo.fill import demo_sign_in

    workstation = Workstation(Paths.at(data_dir))
    clerk = demo_sign_in(workstation.paths)
    if clerk is None:
        workstation.open_unattended()
    else:
        workstation.session.sign_in(*clerk)
    return workstation


def _print(text: str) -> None:
    sys.stdout.write(text + "\n")


def _exit_code(error: ClerkError) -> Exit:
    if error.code.startswith(_SIGN_IN):
        return Exit.SIGN_IN
    if error.code.startswith(_UNREACHABLE):
        return Exit.UNREACHABLE
    if error.code.startswith(_REFUSED):
        return Exit.REFUSED
    return Exit.USAGE


def main(arguments: list[str] | None = None) -> Any:
    try:
        return program(arguments, standalone_mode=True)
    except ClerkError as error:
        sys.stderr.write(import_module(WORDING).sentence(error) + "\n")
        raise SystemExit(_exit_code(error)) from error
    except Exception as error:
        from app.log import record_crash

        sys.stderr.write(f"程序出错，编号 {record_crash(error)}。数据没有改动，请把编号告诉技术人员。\n")
        raise SystemExit(Exit.DEFECT) from error


if __name__ == "__main__":
    main()
