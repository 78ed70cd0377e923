"""The province's amounts, in fen: policy.md §2 and the deployment's parameters, stated a second time on purpose.

Standards per prefecture beside Jinan's, the child standard and disposable income are illustrative.
"""

from __future__ import annotations

_STANDARDS = {"3701": (1020_00, 930_00)}
_OTHER = (950_00, 800_00)
CHILD_STANDARD = 1900_00
INCOME_PER_HEAD = {2023: 39890_00, 2024: 42077_00, 2025: 44180_00}
SPIKE_SHARE = 0.25
"""W01: share of last year's disposable income per head."""
ELDER_NURSING = 80_00
CARE = (210_00, 350_00, 700_00)
"""照料护理费 by 自理, 半护理, 全护理."""
AID = {"学前": 600_00, "小学": 312_50, "初中": 375_00, "普高": 1150_00, "中职": 1150_00}
"""Half a year's student aid by stage, not boarding."""
AID_BOARDING = {"小学": 625_00, "初中": 750_00}


PREMIUM = 100_00
"""Residents' pension of a year, paid for a person in need."""


def dibao_standard(county: str, urban: bool) -> int:
    pair = _STANDARDS.get(county[:4], _OTHER)
    return pair[0] if urban else pair[1]


def tekun_living(county: str, urban: bool) -> int:
    return dibao_standard(county, urban) * 13 // 10


def topup(standard: int, age: int, severe: bool) -> int:
    """分类施保: 20 % for the severely disabled, 10 % from seventy on."""
    if severe:
        return standard // 5
    return standard // 10 if age >= 70 else 0


def disab_living(grade: int) -> int:
    return 183_00 if grade <= 2 else 139_00


def disab_nursing(grade: int) -> int:
    """Grades 1 and 2 only."""
    return 170_00 if grade == 1 else 139_00


def elder_living(age: int) -> int:
    if age < 80:
        return 80_00
    return 100_00 if age < 90 else 200_00


def one_living_class(county: str) -> bool:
    """Whether elder_living and disab_living are of one class there, so that only the higher is due: 济宁 (D07)."""
    return county.startswith("3708")


def elder_age(age: int) -> int:
    """From eighty on."""
    if age < 90:
        return 60_00
    return 100_00 if age < 100 else 300_00


def spike_line(year: int) -> int:
    """W01's line for a month of ``year``; the year before must be on file."""
    return int(INCOME_PER_HEAD[year - 1] * SPIKE_SHARE)


def yuan(fen: int) -> str:
    """Yuan as text with two decimals."""
    return f"{fen // 100}.{fen % 100:02d}"


def sheet_number(fen: int) -> float:
    """Yuan as a spreadsheet holds them; exact, for nothing here is finer than 0.01 nor larger than 10 million."""
    return fen // 100 if fen % 100 == 0 else fen / 100
