"""One household or person read and judged on the spot; nothing is written."""

from __future__ import annotations

from dataclasses import dataclass

from hub.detect.compiled import CompiledPolicy
from hub.detect.dossier import Dossier
from hub.detect.evaluate import evaluate
from hub.detect.finding import Evaluation
from hub.scan.build import Frame
from hub.scan.reader import Reader
from hub.store import Store


@dataclass(frozen=True, slots=True)
class Judgement:
    dossier: Dossier
    evaluation: Evaluation


async def judge(store: Store, policy: CompiledPolicy, frame: Frame, id: str) -> Judgement | None:
    """The dossier of a household, or of a person's home, and what the rules say; None when there is no such.

    ``frame`` is loaded once for many calls (``load_frame``): coverage changes with a sync, not with a question.
    """
    reader = Reader(store, frame)
    if id.startswith("p"):
        found = [belonging async for belonging in reader.belongings([id])]
        if not found:
            return None
        home = found[0].home
        page = await (reader.people([id]) if home is None else reader.households([home]))
    else:
        page = await reader.households([id])
    for dossier in page.dossiers(reader.builder):
        return Judgement(dossier, evaluate(dossier, policy, frame.window, frame.coverage))
    return None
