"""One household or person judged on the spot, at any day and as known at any time; nothing is written."""

from __future__ import annotations

from hub.detect.compiled import compile_policy
from hub.keys import load_keys
from hub.plugged import Plugged
from hub.scan.frame import load_frame
from hub.scan.judge import Judgement, judge
from hub.seal import Sealer
from hub.settings import Settings
from hub.store import Store
from hub.work.scan import ScanOptions, streams_of
from schema.policy.policy import load_policy


async def judge_one(
    store: Store, settings: Settings, sources: Plugged, id: str, *, options: ScanOptions = ScanOptions()
) -> Judgement | None:
    """The dossier of a household, or of a person's home, and its evaluation; None for an unknown id.

    Raises ``CallerError`` when nothing has been delivered.
    """
    _, frame = await load_frame(store, await streams_of(store, sources), options.as_of, options.known_at)
    return await judge(store, Sealer(load_keys(settings)), compile_policy(load_policy()), frame, id)
