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
    List(
        "minzheng_applications.ledger", "minzheng", "社会救助申请受理台账", "社会救助申请受理台账",
        header("申请人 身份证号 家庭人口 申请事项 受理日期 是否急难 核对授权 办理结果 办结日期 备注"),
    ),
    List(
        "minzheng_parents.parents", "minzheng", "困境儿童父母情况台账", "困境儿童父母情况台账",
        header("儿童姓名 身份证号 父母姓名 父母身份证号 与儿童关系 父母情况 认定日期 备注"),
    ),
    List(
        "minzheng_means.reports", "minzheng", "家庭经济状况核对结果", "家庭经济状况核对结果",
        header(
            "姓名 身份证号 授权书签署日期 核对日期 核对报告编号 本人月收入(元) 家庭年收入(元) 法定义务人情况 "
            "机动车数量(辆) 拥有产权住房套数 金融资产总额(元) 备注"
        ),
    ),
    List(
        "minzheng_visits.visits", "minzheng", "走访探视记录", "走访探视记录",
        header("姓名 身份证号 走访日期 走访类型 走访结果 走访人 备注"),
    ),
    List(
        "canlian_care.people", "canlian", "残疾人托养服务名单", "残疾人托养服务（阳光家园）名单",
        header("姓名 身份证号 服务类型 托养机构 服务时长(小时) 补贴金额(元) 备注"),
    ),
)  # fmt: skip
