"""The short lists of 发改, 残联 and 农业农村: power, barrier-free homes, homes monitored against poverty."""

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
    List(
        "nongye_push.members", "nongye", "防返贫监测对象", "防止返贫监测对象名单",
        header(
            "所属年份 所属月份 身份证号 户主姓名 户主身份证号码 与户主关系 家庭成员 户类型 监测对象类型 风险是否消除 "
            "识别年度"
        ),
    ),
    List(
        "nongye_people.people", "nongye", "已脱贫人口名单", "已脱贫人口和监测对象名单",
        header(
            "数据日期 县(市、区、旗) 乡(镇) 行政村 自然村 户编号 人编号 姓名 证件号码 人数 与户主关系 民族 文化程度 "
            "在校生状况 健康状况 劳动技能 务工时间（月） 是否参加大病保险 致贫原因1 危房户 是否解决安全饮用水 "
            "人均纯收入 户联系电话 人联系电话 首次识别时间 人员识别时间 户类型 易返贫致贫户(监测对象)类型 "
            "风险是否消除 风险识别时间 风险消除时间"
        ),
    ),
)  # fmt: skip
