#!/usr/bin/env bash
# Names in traditional and simplified characters through OpenCC 1.4.2, t2s (read on 2026-11-29).
#
# Expected by a good engineer: t2s gives every spelling of a name one simplified form, so two spellings are one name
# when their converted forms are equal; and where single characters are converted alike, names of them are too.
# Seen: a character is converted by its neighbours, also by words that a surname and a given name only happen to form. 徵
# becomes 征, and 李徵 becomes 李征, but 魏徵 stays, so that 魏徵 and 魏征 are two; likewise 昇 in 畢昇, and 乾 in 李乾坤
# but not in 李乾. 鍾 becomes 锺 in 錢鍾書 and 钟 in 陳鍾書, while a simplified 锺 stays as it is. tw2s and hk2s do the
# same.
#
# One department's 魏徵 is another's 魏征, and sources then seem to disagree about a person. The product compares names
# character by character, by lines of forms that make an equivalence (schema/values/han.py, han_forms.txt;
# tests/schema/values/test_name.py). Looking for this finding it learned that 锺, 馀, 钜 and 16 others belong to them.
#
# Fails when any of this changes. Needs python3 with venv, and the package index that pip is set up for.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check OpenCC==1.4.2
cat >check.py <<'PY'
import opencc

SEEN = {
    ("徵", "征"): "征 征",
    ("李徵", "李征"): "李征 李征",
    ("魏徵", "魏征"): "魏徵 魏征",
    ("昇", "升"): "升 升",
    ("畢昇", "毕升"): "毕昇 毕升",
    ("李乾", "李干"): "李干 李干",
    ("李乾坤", "李干坤"): "李乾坤 李干坤",
    ("錢鍾書", "钱钟书"): "钱锺书 钱钟书",
    ("陳鍾書", "陈钟书"): "陈钟书 陈钟书",
    ("陳鍾書", "陈锺书"): "陈钟书 陈锺书",
}
"""Two spellings of a name, of historical persons or invented, and what becomes of them."""

for config in ("t2s", "tw2s", "hk2s"):
    convert = opencc.OpenCC(config).convert
    for pair, expected in SEEN.items():
        found = " ".join(map(convert, pair))
        if config == "t2s":
            print(f"{' and '.join(pair)} become {' and '.join(found.split())}")
        assert found == expected, f"{config}: {pair} become {found} now"
PY
env/bin/python check.py
