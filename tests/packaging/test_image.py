"""The image and the compose file, as far as they can be read without a Docker engine."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))
    return dict(compose["services"])


def test_the_hub_waits_until_both_stores_answer(services: dict[str, Any]) -> None:
    waits = {name: wait["condition"] for name, wait in services["hub"]["depends_on"].items()}
    assert waits == {"neo4j": "service_healthy", "yibao": "service_healthy"}
    assert all("healthcheck" in services[name] for name in waits)


def test_neo4j_is_the_lts_with_bounds_and_volumes(services: dict[str, Any]) -> None:
    neo4j = services["neo4j"]
    assert neo4j["image"] == "neo4j:5.26-community"
    assert {
        "NEO4J_server_memory_heap_max__size",
        "NEO4J_server_memory_pagecache_size",
        "NEO4J_db_memory_transaction_total_max",
    } <= set(neo4j["environment"])
    assert [volume.split(":")[1] for volume in neo4j["volumes"]] == ["/data", "/logs"]


def test_no_password_has_a_default(services: dict[str, Any]) -> None:
    text = (ROOT / "docker-compose.yml").read_text("utf-8")
    used = re.findall(r"\$\{(\w*PASSWORD)([:?-]*)", text)
    assert len(used) == 4
    assert {how for _, how in used} == {":?"}


def test_ports_are_open_on_loopback_only(services: dict[str, Any]) -> None:
    ports = [port for service in services.values() for port in service.get("ports", [])]
    assert ports == ["127.0.0.1:7687:7687", "127.0.0.1:8000:8000"]


def test_the_hub_is_given_settings_that_it_knows(services: dict[str, Any]) -> None:
    settings = (ROOT / "hub" / "settings.py").read_text("utf-8")
    cards = "".join(path.read_text("utf-8") for path in (ROOT / "connectors" / "sources").glob("*.yml"))
    for name in services["hub"]["environment"]:
        assert name in settings or name in cards, f"nothing reads {name}"


def test_the_image_runs_as_a_user_without_rights_from_a_stage_of_its_own() -> None:
    lines = (ROOT / "Dockerfile").read_text("utf-8").splitlines()
    assert len([line for line in lines if line.startswith("FROM ")]) == 2
    last = lines[max(number for number, line in enumerate(lines) if line.startswith("FROM ")) :]
    assert [line for line in last if line.startswith("USER ")] == ["USER aidchain"]
    assert not any("requirements.lock" in line for line in last)


def test_every_file_that_the_image_copies_is_there_and_not_ignored() -> None:
    ignored = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    copied = [
        word
        for line in (ROOT / "Dockerfile").read_text("utf-8").splitlines()
        if line.startswith("COPY ") and "--from" not in line
        for word in line.split()[1:-1]
    ]
    assert [name for name in copied if not (ROOT / name).exists()] == []
    assert [name for name in copied if f"!{name}" not in ignored] == []
