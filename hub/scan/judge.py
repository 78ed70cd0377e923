"""One household or person read and judged on the spot; nothing is written."""

from __future__ import annotations

from dataclasses import dataclass

from hub.detect.compiled import CompiledPolicy
from hub.detect.dossier import Dossier
from hub.detect.evaluate import evaluate
from hub.detect.finding import Evaluation
from hub.dossier.build import DossierFrame
from hub.dossier.reader import Reader
from hub.seal import Sealer
from hub.store import Store


@dataclass(frozen=True, slots=True)
class Judgement:
    dossier: Dossier
    evaluation: Evaluation


async def judge(store: Store, sealer: Sealer, policy: CompiledPolicy, frame: DossierFrame, id: str) -> Judgement | None:
    """The dossier of a household, or of a person's home, and its evaluation; None for an unknown id.

    ``frame`` is loaded once for many calls (``load_frame``): coverage changes with a sync, not with a question.
    """
    reader = Reader(store, sealer, frame)
    homes: tuple[str, ...] = (id,)
    if id.startswith("p"):
        homes = tuple({home: None async for one in reader.belongings([id]) for home in one.homes})
    page = await (reader.households(homes) if homes else reader.people([id]))
    found = list(reader.builder.dossiers(page))
    for dossier in found:
        if len(found) == 1 or id in dossier.residents:
            return Judgement(dossier, evaluate(dossier, policy, frame.window, frame.coverage))
    return None
