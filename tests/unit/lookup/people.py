"""One invented person to be found; override what the test is about."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from app.services.lookup_person import SearchedPerson


def a_person(**changed: Any) -> SearchedPerson:
    values: dict[str, Any] = {
        "key": UUID(int=1).bytes,
        "name": "张晓敏",
        "id_number": "14260119870424901X",
        "sex": "2",
        "born_on": "1987-04-24",
        "phone": "13900000358",
        "candidate_nos": ("260115200358",),
        "former_names": (),
        "former_id_numbers": (),
        "graduated": False,
    }
    return SearchedPerson(**(values | changed))
