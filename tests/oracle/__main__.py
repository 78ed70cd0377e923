"""``python -m tests.oracle [households]``: agreement by rule, as JSON."""

from __future__ import annotations

import json
import sys

from tests.oracle.compare import compare

result = compare(range(int(sys.argv[1]) if len(sys.argv) > 1 else 500))
lines = {
    rule: {
        "agreed": result.agreed[rule],
        "differing": [each.seed for each in differences],
        "known": [each.seed for _, each in result.known[rule]],
    }
    for rule, differences in result.differences.items()
}
sys.stdout.write(json.dumps(lines, indent=1) + "\n")
