"""An unexpected failure of one source: it is logged with its place, without the values it may contain."""

from __future__ import annotations

import errno
import logging
import traceback
from pathlib import Path

from schema.errors import AbortRunError
from schema.message import Message

LOG = logging.getLogger(__name__)
ROOT = Path(__file__).parents[2]


def unforeseen(error: Exception) -> AbortRunError:
    """The run's message for a foreign error; the error's text may contain a row's values and is not repeated."""
    frames = traceback.extract_tb(error.__traceback__)
    where = [
        f"{Path(frame.filename).relative_to(ROOT)}:{frame.lineno}"
        for frame in frames
        if Path(frame.filename).is_relative_to(ROOT)
    ]
    LOG.error("%s at %s", type(error).__name__, " < ".join(reversed(where)) or "an unknown place")
    if isinstance(error, OSError):
        code = errno.errorcode.get(error.errno or 0, type(error).__name__)
        return AbortRunError(
            Message(
                f"系统拒绝访问（{code}）；请检查文件权限和磁盘后重新运行 sync",
                f"the system refused ({code}): check the files' permissions and the disk, then run sync again",
            )
        )
    return AbortRunError(
        Message(
            f"程序出现意外错误（{type(error).__name__}），本数据源未更新，其余数据源不受影响；请把日志交给维护人员",
            f"an unexpected error ({type(error).__name__}): nothing more of this source was applied, other sources "
            "continue; send the log to your aidchain maintainer",
        )
    )
