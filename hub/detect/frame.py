"""The frame of one evaluation: window, coverage and parameters, independent of any subject."""

from __future__ import annotations

from dataclasses import dataclass

from hub.detect.coverage import Coverage
from schema.policy.parameters import Parameters
from schema.values.months import Window


@dataclass(frozen=True, slots=True)
class EvaluationFrame:
    window: Window
    coverage: Coverage
    parameters: Parameters
