"""Routes for administrators: the switch."""

from fastapi import APIRouter

from assistant.access.switch import Switch
from assistant.web.auth import Admin
from assistant.web.desk import OpenDesk
from assistant.web.problems import described
from assistant.wire.service import SwitchBody, SwitchEntryBody, SwitchesBody

_SHOWN = 20
"""How many turns of the switch are listed."""

router = APIRouter(responses=described(401, 403))


@router.get("/v1/switch")
def show_switch(desk: OpenDesk, _caller: Admin) -> SwitchesBody:
    """Say whether questions are answered, and who turned the switch when, and why."""
    return _standing(desk.gate.switch)


@router.put("/v1/switch", responses=described(422))
def turn_switch(body: SwitchBody, desk: OpenDesk, caller: Admin) -> SwitchesBody:
    """Turn answering off or on again, in every process within a second."""
    desk.gate.switch.turn(body.answering, body.reason, turned_by=caller.name)
    return _standing(desk.gate.switch)


def _standing(switch: Switch) -> SwitchesBody:
    return SwitchesBody(
        answering=switch.answering(),
        entries=[
            SwitchEntryBody(
                at=entry.at,
                answering=entry.answering,
                reason=entry.reason,
                turned_by=entry.turned_by,
            )
            for entry in switch.entries(_SHOWN)
        ],
    )
