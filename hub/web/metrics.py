"""Prometheus metrics; labels are few and fixed, none comes from a request's content."""

from __future__ import annotations

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from starlette.requests import Request
from starlette.responses import Response


class Metrics:
    """One registry a service, so that two in one process do not meet."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._operations = Counter(
            "aidchain_graphql_operations", "GraphQL operations by outcome.", ["outcome"], registry=self.registry
        )
        self._fallbacks = Counter(
            "aidchain_graphql_fallbacks",
            "Operations that graphql-core executed, by the reason why no compiled one could.",
            ["reason"],
            registry=self.registry,
        )
        self._seconds = Histogram(
            "aidchain_graphql_seconds",
            "Seconds an operation took.",
            buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
            registry=self.registry,
        )
        self._cost = Histogram(
            "aidchain_graphql_cost",
            "Fields an operation might have made, known before it ran.",
            buckets=(10, 100, 1_000, 5_000, 10_000, 20_000),
            registry=self.registry,
        )
        self._requests = Counter(
            "aidchain_http_requests", "Requests by route and status.", ["route", "status"], registry=self.registry
        )

    def operation(self, outcome: str, seconds: float, cost: int) -> None:
        self._operations.labels(outcome).inc()
        self._seconds.observe(seconds)
        self._cost.observe(cost)

    def fallback(self, reason: str) -> None:
        self._fallbacks.labels(reason).inc()

    def request(self, route: str, status: int) -> None:
        self._requests.labels(route, str(status)).inc()

    async def expose(self, request: Request) -> Response:
        return Response(generate_latest(self.registry), media_type=CONTENT_TYPE_LATEST)
