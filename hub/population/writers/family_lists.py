"""The short lists of 民政, 教育, 残联 and charities about families, children, applications and services."""

from __future__ import annotations

from hub.population.writers.short_list import List
from hub.population.writers.workbook import header

FAMILY_LISTS = (
    List(
        "minzheng_gangxing.families", "minzheng", "刚性支出困难家庭名单", "刚性支出困难家庭名单",
        header(
            "户主姓名 户主身份证号 保障人口 申请原因 户籍类型 联系电话 家庭住址 所属街 所属社 纳入月份 家庭成员姓名 "
            "家庭成员身份证号 与户主关系 备注"
        ),
    ),
    List(
        "jiaoyu_college.students", "jiaoyu", "高校在校生名单", "高校在校生（生源地）名单",
        header("姓名 身份证号 学校名称 学历层次 年级 学籍状态 备注"),
    ),
)  # fmt: skip
