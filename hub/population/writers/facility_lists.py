"""The short lists of 发改 and 残联: power, barrier-free homes."""

from __future__ import annotations

from hub.population.writers.short_list import List
from hub.population.writers.workbook import header

FACILITY_LISTS = (
    List(
        "fagai_power.homes", "fagai", "免费电量返还名单", "低保、特困户免费电量返还名单",
        header("户主姓名 身份证号 用电户号 对象类别 减免电量(度) 返还金额(元) 返还日期 备注"),
    ),
    List(
        "canlian_access.homes", "canlian", "无障碍改造名单", "困难重度残疾人家庭无障碍改造名单",
        header("姓名 身份证号 残疾证号 改造内容 改造金额(元) 竣工日期 备注"),
    ),
)  # fmt: skip
