"""The short lists of 农业农村: monitored homes by push and wide sheet, people out of poverty, vocational grants.

Of the wide sheet's 110 columns these are known from public sources, or belong beside them.
"""

from __future__ import annotations

from hub.population.writers.short_list import List, grouped
from hub.population.writers.workbook import header


def _paid(month: int) -> bool:
    """April and October: what is due for the term."""
    return month % 12 in (3, 9)


_WIDE = (
    ("", "县(市、区、旗) 乡(镇) 行政村 自然村"),
    (
        "家庭和成员",
        "户编号 人编号 姓名 性别 证件类型 证件号码 与户主关系 民族 文化程度 在校生状况 健康状况 劳动技能 联系电话",
    ),
    ("享受政策", "享受低保政策情况 是否参加城乡居民基本医疗保险 是否参加大病保险 是否参加城乡居民基本养老保险"),
    ("住房饮水", "是否危房户 是否解决安全饮用水"),
    ("家庭收入（元）", "工资性收入 生产经营性收入 财产性收入 转移性收入 纯收入 人均纯收入"),
    (
        "监测",
        "户类型 监测对象类型 致贫/返贫风险1 致贫/返贫风险2 致贫/返贫风险3 致贫/返贫风险4 致贫/返贫风险5 风险是否已消除 "
        "风险消除方式 风险消除时间 识别监测时间",
    ),
)
MONITORED_LISTS = (
    List(
        "nongye_push.members", "nongye", "防返贫监测对象", "防止返贫监测对象名单",
        header(
            "所属年份 所属月份 身份证号 户主姓名 户主身份证号码 与户主关系 家庭成员 户类型 监测对象类型 风险是否消除 "
            "识别年度"
        ),
    ),
    List(
        "nongye_people.people", "nongye", "已脱贫人口名单", "已脱贫人口名单",
        header(
            "数据日期 县(市、区、旗) 乡(镇) 行政村 自然村 户编号 人编号 姓名 证件号码 人数 与户主关系 民族 文化程度 "
            "在校生状况 健康状况 劳动技能 务工时间（月） 是否参加大病保险 致贫原因1 危房户 是否解决安全饮用水 "
            "人均纯收入 户联系电话 人联系电话 首次识别时间 人员识别时间 户类型 易返贫致贫户(监测对象)类型 "
            "风险是否消除 风险识别时间 风险消除时间"
        ),
    ),
    List(
        "nongye_monitored.people", "nongye", "监测对象基础信息表", "防止返贫监测对象基础信息表",
        header(" ".join(names for _, names in _WIDE)), groups=grouped(*_WIDE),
    ),
    List(
        "nongye_yulu.pupils", "nongye", "雨露计划补助发放名单", "雨露计划职业教育补助发放名单",
        header(
            "学生姓名 身份证号 户主姓名 户主身份证号 户类型 学校名称 专业 学历层次 入学年月 学年 学期 补助金额(元) "
            "发放日期 开户行 账号 备注"
        ),
        _paid,
    ),
)  # fmt: skip
