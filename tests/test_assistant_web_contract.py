"""Odd requests that the OpenAPI document allows, or nearly: what comes back is what it says."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from conftest import MakeServices
from fakes import folder_of, take_in
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from assistant.bootstrap import Services
from assistant.web.app import create_app
from assistant.web.desk import Desk

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.fixture(scope="module")
def services_asked(
    tmp_path_factory: pytest.TempPathFactory, make_services: MakeServices
) -> Iterator[Services]:
    folder = tmp_path_factory.mktemp("contract")
    services = make_services(folder / "data")
    take_in(services, folder_of(folder / "in", a="Amazon joined the Forum in June."))
    yield services
    services.close()


@pytest.fixture(scope="module")
def contract(services_asked: Services) -> Iterator[object]:
    with services_asked.index() as index:
        app = create_app(Desk.over(services_asked, index))
        yield schemathesis.openapi.from_asgi("/openapi.json", app)


@settings(max_examples=120, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_request_breaks_the_service(
    contract: Any, services_asked: Services, data: st.DataObject
) -> None:
    operations = [found.ok() for found in contract.get_all_operations()]
    operation = data.draw(st.sampled_from(operations))
    case = data.draw(operation.as_strategy())
    response = case.call()
    if case.path == "/v1/switch":
        services_asked.switch.turn(True, "a test switched it off", "a test")
    case.validate_response(response, checks=CHECKS)
