"""Every code that these rooms raise is in their lists, so that the screens must have a sentence for it."""

from __future__ import annotations

import re
from pathlib import Path

from app.services.session_errors import ERROR_CODES as SESSION_CODES
from app.storage.errors import ERROR_CODES as STORE_CODES

APP = Path(__file__).parents[2] / "app"
SERVICES = ("session", "clerk_keys", "clock_check", "sign_in_tries", "drafts", "claims")
CODE = re.compile(
    r'"((?:blobs?|case|claim|clock|draft|file|keys|password|session|store|undo)\.(?!(?:db|lock|socket|json)")[a-z_]+)"'
)


def test_every_code_raised_is_listed() -> None:
    services = (APP / "services" / f"{name}.py" for name in SERVICES)
    sources = [APP / "files.py", *services, *(APP / "storage").glob("*.py")]
    raised = {
        code
        for path in sources
        if path.name != "errors.py"
        for code in CODE.findall(re.sub(r'"""(.|\n)*?"""', "", path.read_text(encoding="utf-8")))
    }
    assert raised == STORE_CODES | SESSION_CODES
