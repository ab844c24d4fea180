"""What stands between a request and the assistant, by the settings."""

from assistant.access.gate import Gate
from assistant.access.issuer import Issuer, Rules
from assistant.access.limits import Limits
from assistant.access.sessions import Sessions
from assistant.bootstrap import Services


def gate(services: Services) -> Gate:
    """Return what makes a caller of what a request shows."""
    known = services.settings
    return Gate(
        closed=known.auth != "none",
        keys=services.keys,
        sessions=Sessions(services.engine, services.keys, known.session_hours),
        limits=Limits(known.questions_per_minute, known.key_questions_per_minute, known.redis_url),
        switch=services.switch,
        rules=Rules(known.oidc_groups_claim, known.oidc_ask_groups, known.oidc_admin_groups),
        secret=services.ledger.identify(),
        issuer=Issuer(known.oidc_issuer or "") if known.auth == "oidc" else None,
        audience=known.oidc_audience or known.oidc_client_id or "",
    )
