"""Settings of a deployment: its home, its store, the folder of deliveries.

Built once by ``Settings.load`` and passed on; nothing else reads the environment. The environment takes precedence
over ``<home>/settings.yml``, and that over the defaults.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

from schema.errors import SettingsError
from schema.message import Message

_ORIGIN = re.compile(r"https?://[^\s/*]+")
_SCHEMES = ("bolt://", "bolt+s://", "bolt+ssc://", "neo4j://", "neo4j+s://", "neo4j+ssc://")


class Settings(BaseModel):
    """Frozen; every path is absolute."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    home: Path
    """Contains the embedded store, keys, settings.yml and the deployment's own cards (``sources/*.yml``)."""
    store: str = "embedded"
    """``embedded`` or a Bolt address (AIDCHAIN_STORE)."""
    store_user: str = "neo4j"
    store_password: SecretStr | None = None
    """AIDCHAIN_STORE_PASSWORD; the embedded store makes its own."""
    store_database: str | None = None
    """None is the server's default database."""
    keys_file: Path
    """Id key and encryption keys (AIDCHAIN_KEYS_FILE)."""
    keys: SecretStr | None = None
    """The keys themselves as JSON (AIDCHAIN_KEYS); takes precedence over the file."""
    deliveries: Path
    """Folder of departments' deliveries (AIDCHAIN_DELIVERIES)."""
    heap_mb: int = Field(default=1024, ge=256)
    """Bound of the embedded store's Java heap, in MB (AIDCHAIN_HEAP_MB)."""
    timeout: float = Field(default=600, gt=0)
    """Seconds after which a statement is given up, on either engine (AIDCHAIN_STORE_TIMEOUT)."""
    patience: float = Field(default=300, ge=0)
    """Seconds for which ``sync`` and ``scan`` wait for a store that went away (AIDCHAIN_STORE_PATIENCE)."""
    spark_master: str | None = None
    """The Spark cluster of ``scan --engine spark`` (AIDCHAIN_SPARK_MASTER); None is the one that Spark's own
    configuration names."""

    settle: float = Field(default=2, ge=0, le=3600)
    """Seconds without a change after which a delivered file counts as whole (AIDCHAIN_SETTLE)."""
    compare_days: float = Field(default=30, ge=0)
    """Days after which a database's delivery is read and compared again though its source says that it is unchanged; 0
    is every sync (AIDCHAIN_COMPARE_DAYS)."""
    leave: tuple[str, ...] = ()
    """File names in the departments' folders that need no reader (``*.done``, ``说明*.txt``)."""
    disabled: tuple[str, ...] = ()
    """Sources that are switched off."""

    documents: Path
    """Folder of trusted documents of the API, which may be asked for by hash (AIDCHAIN_DOCUMENTS)."""
    documents_only: bool = False
    """Whether the API answers no others (AIDCHAIN_DOCUMENTS_ONLY)."""
    cors: tuple[str, ...] = ()
    """Origins whose pages may ask the API, such as ``https://desk.example`` (AIDCHAIN_CORS, blanks between)."""

    @field_validator("store")
    @classmethod
    def _known(cls, value: str) -> str:
        if value != "embedded" and not value.startswith(_SCHEMES):
            raise ValueError(
                Message(
                    "embedded，或以 bolt:// 或 neo4j:// 开头的地址",
                    "'embedded' or an address that begins with bolt:// or neo4j://",
                )
            )
        return value

    @field_validator("leave", mode="before")
    @classmethod
    def _listed(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value

    @field_validator("cors", mode="before")
    @classmethod
    def _origins(cls, value: object) -> object:
        found = value.split() if isinstance(value, str) else value
        if isinstance(found, (list, tuple)) and not all(_ORIGIN.fullmatch(str(one)) for one in found):
            raise ValueError(
                Message(
                    "来源，如 https://desk.example；不接受 *",
                    "origins such as https://desk.example; never *",
                )
            )
        return found

    @property
    def sources(self) -> Path:
        """The folder of the deployment's own cards."""
        return self.home / "sources"

    @property
    def environment(self) -> dict[str, str]:
        """Variables that a card may refer to as ``${NAME}``, without the hub's own, and the home's file options."""
        others = {name: value for name, value in os.environ.items() if name not in _OWN}
        return {
            **others,
            "AIDCHAIN_HOME": str(self.home),
            "AIDCHAIN_DELIVERIES": str(self.deliveries),
            "AIDCHAIN_SETTLE": str(self.settle),
            "AIDCHAIN_COMPARE_DAYS": str(self.compare_days),
            "AIDCHAIN_LEAVE": "\n".join(self.leave),
        }

    @classmethod
    def load(cls, home: str | Path | None = None, environ: Mapping[str, str] | None = None) -> Settings:
        """Settings of one home (the argument, AIDCHAIN_HOME, ``./.aidchain``). Raises ``SettingsError``."""
        env = os.environ if environ is None else environ
        root = Path(home or env.get("AIDCHAIN_HOME") or ".aidchain").absolute()
        values: dict[str, Any] = {
            "keys_file": root / "keys.json",
            "deliveries": root / "deliveries",
            "documents": root / "documents",
        }
        written = _file(root / "settings.yml")
        # a path in the file is relative to the home, one in the environment to where the command runs
        values |= {field: root / value if field in _PATHS else value for field, value in written.items()}
        given = {field: env[name] for field, name in _VARIABLES.items() if env.get(name)}
        values |= {field: Path(value).absolute() if field in _PATHS else value for field, value in given.items()}
        values["home"] = root
        try:
            return cls.model_validate(values)
        except ValidationError as error:
            first = error.errors(include_input=False, include_url=False)[0]
            field = ".".join(str(part) for part in first["loc"])
            raise SettingsError(
                Message(f"设置 {field}", f"setting {field}"), Message("不正确", "not valid"), _expected(first)
            ) from None


def compare_days(environment: Mapping[str, str]) -> float:
    """The setting of that name, from ``Settings.environment``."""
    return float(environment.get("AIDCHAIN_COMPARE_DAYS") or Settings.model_fields["compare_days"].default)


def _expected(first: Any) -> Message:
    """The expected value of a setting, from the first error of its validation."""
    cause = first.get("ctx", {}).get("error")
    if isinstance(cause, ValueError) and cause.args and isinstance(cause.args[0], Message):
        return cause.args[0]
    english = str(first["msg"])
    chinese = {
        "extra_forbidden": "部署说明里列出的设置",
        "int_parsing": "整数",
        "int_type": "整数",
        "float_parsing": "数字",
        "bool_parsing": "true 或 false",
        "greater_than_equal": f"不小于 {first.get('ctx', {}).get('ge')}",
        "less_than_equal": f"不大于 {first.get('ctx', {}).get('le')}",
    }
    return Message(chinese.get(first["type"], english), english)


_LINES = Message("形如 `heap_mb: 2048` 的各行", "lines such as `heap_mb: 2048`")
_VARIABLES = {
    "store": "AIDCHAIN_STORE",
    "store_user": "AIDCHAIN_STORE_USER",
    "store_password": "AIDCHAIN_STORE_PASSWORD",
    "store_database": "AIDCHAIN_STORE_DATABASE",
    "keys_file": "AIDCHAIN_KEYS_FILE",
    "keys": "AIDCHAIN_KEYS",
    "deliveries": "AIDCHAIN_DELIVERIES",
    "heap_mb": "AIDCHAIN_HEAP_MB",
    "timeout": "AIDCHAIN_STORE_TIMEOUT",
    "patience": "AIDCHAIN_STORE_PATIENCE",
    "spark_master": "AIDCHAIN_SPARK_MASTER",
    "settle": "AIDCHAIN_SETTLE",
    "compare_days": "AIDCHAIN_COMPARE_DAYS",
    "documents": "AIDCHAIN_DOCUMENTS",
    "documents_only": "AIDCHAIN_DOCUMENTS_ONLY",
    "cors": "AIDCHAIN_CORS",
}
_OWN = frozenset(_VARIABLES.values()) - {"AIDCHAIN_DELIVERIES"}
_PATHS = frozenset({"keys_file", "deliveries", "documents"})


def _file(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError):
        raise SettingsError(str(path), Message("不是可读的 YAML", "not readable as YAML"), _LINES) from None
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise SettingsError(str(path), Message("不是“字段: 值”的形式", "not a mapping"), _LINES)
    return found
