"""Logs: one line of JSON an event, in which numbers of people, phones and accounts are masked.

Masking is the last step before a line is written, for the hub's events and those of every library. Names cannot be
recognised, so they are never logged.
"""

from __future__ import annotations

import logging
import re
import sys
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

HIDDEN = "‹hidden›"

_KEPT = r"(?<![0-9a-zA-Z])[a-z][0-9a-f]{31}(?![0-9a-zA-Z])"  # our own ids: keyed hashes
_MOMENT = r"(?<!\d)\d{4}-\d{2}(?:-\d{2})?(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)?(?!\d)"
_NUMBER = r"\d(?:[ \-\u3000]?\d){10,}[\dXxＸｘ]?"
"""Eleven digits or more, in any script's digits, with blanks or hyphens between: phones have 11, accounts more."""
_LOOKS = re.compile(f"(?P<kept>{_KEPT}|{_MOMENT})|(?P<number>{_NUMBER})")
_CHINESE = re.compile(r"[\u3400-\u9fff·]+")
"""The hub's own errors name columns and files in Chinese; other exceptions' texts may be a name or an address."""
_SECRETS = frozenset({"authorization", "token", "password", "secret", "key", "cookie", "national_id", "variables"})


def masked(text: str) -> str:
    """The text with everything hidden that looks like an identity, phone, certificate or account number."""
    return _LOOKS.sub(lambda match: match["kept"] or HIDDEN, text)


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return masked(value)
    if isinstance(value, bool) or value is None or isinstance(value, float):
        return value
    if isinstance(value, int):
        return HIDDEN if abs(value) >= 10**10 else value
    if isinstance(value, dict):
        return {
            masked(str(key)): HIDDEN if str(key).lower() in _SECRETS else _clean(item) for key, item in value.items()
        }
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_clean(item) for item in value]
    return masked(repr(value))


def mask(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """The structlog processor; comes after everything that may add text, exceptions included."""
    clean = {key: HIDDEN if key.lower() in _SECRETS else _clean(value) for key, value in event.items()}
    if isinstance(clean.get("exception"), str):
        clean["exception"] = _CHINESE.sub("…", clean["exception"])
    return clean


def configure(level: str = "INFO", stream: TextIO | None = None) -> None:
    """Sends every log of the process, structlog's and the standard library's, through the mask to one stream."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                mask,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    root = logging.getLogger()
    for old in root.handlers[:]:
        if isinstance(old.formatter, structlog.stdlib.ProcessorFormatter):
            root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(level)
    # the hub logs requests itself, without their query string
    logging.getLogger("uvicorn.access").disabled = True


def logger(name: str) -> structlog.stdlib.BoundLogger:
    found: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(name)
    return found
