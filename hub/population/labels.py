"""Departments' labels of codes, as in the raw deliveries."""

from __future__ import annotations

RELATIONS = {
    "02": "户主", "10": "配偶", "20": "子", "22": "长子", "23": "次子", "30": "女", "32": "长女", "33": "二女",
    "38": "儿媳", "41": "孙子", "42": "孙女", "51": "父亲", "52": "母亲", "73": "弟", "77": "妹",
    "93": "侄子", "94": "侄女", "97": "其他亲属",
}  # fmt: skip
NATIONS = {"01": "汉族", "03": "回族", "05": "维吾尔族"}
SEXES = {1: "男", 2: "女"}
KINDS = {1: "视力", 2: "听力", 3: "言语", 4: "肢体", 5: "智力", 6: "精神", 7: "多重"}
GRADES = {1: "一级", 2: "二级", 3: "三级", 4: "四级"}
CARE_LEVELS = ("完全自理", "部分丧失", "完全丧失")
PAID_NAMES = {
    "dibao_cash": "城乡低保金",
    "dibao_single_cash": "单人保低保金",
    "tekun_living": "特困基本生活费",
    "tekun_care": "特困照料护理费",
    "disab_living": "困难残疾人生活补贴",
    "disab_nursing": "重度残疾人护理补贴",
    "elder_age": "高龄津贴",
    "elder_living": "经济困难老年人生活补贴",
    "elder_nursing": "经济困难老年人护理补贴",
    "orphan_living": "孤儿基本生活费",
    "defacto_orphan_living": "事实无人抚养儿童生活补贴",
}
ELDER_NAMES = {item: PAID_NAMES[item] for item in ("elder_age", "elder_living", "elder_nursing")}
CHILD_NAMES = {"orphan_living": "孤儿", "defacto_orphan_living": "事实无人抚养儿童"}
AID_NAMES = {
    "edu_pre_grant": "学前政府助学金",
    "edu_pre_free": "学前免保教费",
    "edu_comp_living": "义务教育生活补助",
    "edu_high_grant": "普通高中国家助学金",
    "edu_voc_grant": "中职国家助学金",
}
REASONS = ("因病", "因残", "缺乏劳动力", "因学", "年老体弱", "因灾")
"""申请原因."""


def month_label(month: int) -> str:
    """``2026年6月``."""
    return f"{month // 12}年{month % 12 + 1}月"


def month_digits(month: int) -> str:
    """``202606``."""
    return f"{month // 12}{month % 12 + 1:02d}"
