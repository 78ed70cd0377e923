"""The raw formats, header by header, as the contract with the cards has them."""

from __future__ import annotations

import sqlite3
import warnings
from typing import Any

import openpyxl
import pytest

from hub.population.writers.lists import EVERY

HEADERS = {
    "minzheng/低保家庭查询_370102_202607.xlsx": (
        1,
        "户主姓名|户主身份证号|家庭人口(数)|保障人口(数)|家庭年总收入（元）|家庭年均收入（元）|户月保障金额（元）|家庭分类施保总额（元）|"
        "人员分类施保总额（元）|合计（元）|联系电话|家庭住址|所属省|所属市|所属区|所属街|所属社|低保（特困）证号|最初享受月(份)|申请原因|"
        "救助金计算方式|分档类型|开户银行|银行账户名称|银行帐号|一卡通账号|拥有产权住房套数|住房总面积（平方米）|金融资产总额（元）|"
        "其他家庭财产情况|家庭成员姓名|家庭成员身份证号",
    ),
    "minzheng/低保边缘家庭查询_370102_202607.xlsx": (
        1,
        "户主姓名|户主身份证号|保障人口|申请原因|户籍类型|联系电话|家庭住址|所属省|所属市|所属区|所属街|所属社|纳入月份|家庭成员姓名|"
        "家庭成员身份证号|与户主关系|单人保人员身份证号|单人保月保障金额（元）",
    ),
    "minzheng/特困人员查询_370102_202607.xlsx": (
        1,
        "姓名|身份证号|性别|出生日期|年龄|供养方式|生活自理能力|照料人姓名|照料人身份证号|供养机构|基本生活标准（元）|照料护理费用（元）|"
        "所属市|所属区|所属街|所属社|纳入月份|备注",
    ),
    "minzheng/两项补贴花名册_370102_202606.xlsx": (
        2,
        "序号|姓名|残疾类别|监护人姓名|监护人身份证号|残疾证号|地址|联系电话|生活补贴|护理补贴|备注",
    ),
    "minzheng/老年人补贴花名册_370102_202606.xlsx": (
        2,
        "序号|老人姓名|身份证号码|老人联系方式|户籍地址|人员类型|能力等级|补贴项目|发放金额|银行卡号|备注",
    ),
    "minzheng/儿童保障花名册_370102_202606.xlsx": (
        2,
        "序号|儿童姓名|身份证号|监护人姓名|监护人身份证号|与儿童关系|儿童类别|养育方式|保障标准(元/月)|本月发放(元)|备注",
    ),
    "minzheng/临时救助对象名单_370102_202606.xlsx": (
        2,
        "序号|申请人|身份证号|住址|家庭人口|救助类型|救助原因|事件编号|救助金额(元)|审批日期|备注",
    ),
    "canlian/持证残疾人_202606.xlsx": (
        2,
        "序号|所属年份|所属月份|区划代码|姓名|身份证号|残疾证号|残疾类别|残疾等级|残疾详情|持证状态|备注",
    ),
    "weijian/死亡信息_202606.xlsx": (1, "所属年份|所属月份|区划代码|姓名|身份证号|死亡时间|是否死亡|数据来源"),
    "jiaoyu/学籍_370102_2025-2026_春季.xlsx": (
        1,
        "全国学籍号|学籍副号|姓名|身份证件号|学校名称|学段|年级|班级|入学年月|学生状态|就读方式",
    ),
    "jiaoyu/学生资助_370102_2025-2026_春季.xlsx": (
        1,
        "*学年|*学期|*姓名|*身份证号|学校名称|学段|*资助项目|*资助金额(元)|困难类型|备注",
    ),
}


def sheet(province: Any, name: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return openpyxl.load_workbook(province.folder / name).active


@pytest.mark.parametrize("name", HEADERS)
def test_header_is_exact(province: Any, name: str) -> None:
    at, header = HEADERS[name]
    assert [cell.value for cell in sheet(province, name)[at]] == header.split("|")


def test_people_sheet_joins_the_family_sheet_by_the_head(province: Any) -> None:
    lines = list(sheet(province, "minzheng/低保人员查询_370102_202607.xlsx").iter_rows(values_only=True))
    header = lines[0]
    assert header[:7] == ("姓名", "身份证号", "户主身份证号", "与户主关系", "性别", "出生日期", "年龄")
    assert {"人员分类施保金额（元）", "救助类型", "备注", "所属街"} <= set(header)
    heads = {row[1] for row in sheet(province, "minzheng/低保家庭查询_370102_202607.xlsx").iter_rows(values_only=True)}
    assert {row[2] for row in lines[1:] if row[2]} <= heads
    assert {row[1] for row in lines[1:] if not row[2]} <= heads


def test_registers_have_a_merged_title_a_total_and_signers(province: Any) -> None:
    page = sheet(province, "minzheng/两项补贴花名册_370102_202606.xlsx")
    assert page["A1"].value == "济南市历下区2026年6月残疾人两项补贴发放花名册"
    assert [str(area) for area in page.merged_cells.ranges] == ["A1:K1"]
    lines = list(page.iter_rows(values_only=True))
    total, signers = lines[-2], lines[-1]
    assert total[0] == "合计"
    for column in (8, 9):
        assert total[column] == sum(line[column] or 0 for line in lines[2:-2])
    assert signers[0].startswith("制表人：")
    assert [line[0] for line in lines[2:-2]] == list(range(1, len(lines) - 3))


def test_batch_is_gb18030_with_title_total_and_footer(province: Any) -> None:
    path = province.folder / "caizheng" / "370102-202606-01" / "一卡通发放明细.csv"
    lines = path.read_bytes().decode("gb18030").split("\r\n")
    assert lines[0].rstrip(",") == "济南市历下区2026年6月惠民惠农补贴资金一卡通发放明细"
    assert lines[1] == "序号,乡镇,村,姓名,身份证号,补贴项目,标准,数量,金额(元),开户行,账号,账户名,备注"
    assert lines[-3].startswith("合计,")
    total = sum(float(line.split(",")[8]) for line in lines[2:-3] if line.split(",")[8] != "待核")
    assert float(lines[-3].split(",")[8]) == pytest.approx(total)
    assert lines[-2].startswith("制表：")


def test_every_county_and_month_is_delivered_but_what_is_uncovered(province: Any) -> None:
    counties = province.summary.divisions
    missing = {(line["stream"], line["division"], line["month"]) for line in province.truth["uncovered"]}
    assert missing == {
        ("caizheng_yikatong.details", counties[-1], "2026-02"),
        ("minzheng_liangbu.register", counties[-1], "2026-04"),
    }
    months = range(2023 * 12 + 7, 2026 * 12 + 7)
    short = sum(each.due(month) for each in EVERY if each.folder == "minzheng" for month in months)
    assert len(list((province.folder / "minzheng").glob("*.xlsx"))) == len(counties) * (36 * 8 + short) - 1 + 36
    assert len(list((province.folder / "caizheng").glob("*/*.csv"))) == len(counties) * 18 - 1
    assert len(list((province.folder / "jiaoyu").glob("学*.xlsx"))) == len(counties) * 6 * 2
    for name, tables in (
        ("gongan", ("rk_czrk", "rk_swzx", "rk_fmxx")),
        ("yibao", ("psn_insu_d", "setl_d", "psn_idet_d")),
    ):
        db = sqlite3.connect(province.folder / name / f"{name}.sqlite")
        logged = db.execute("SELECT table_name, qhdm, count(DISTINCT sjyf) FROM jhpt_log GROUP BY 1, 2").fetchall()
        db.close()
        assert set(logged) == {(table, county, 36) for table in tables for county in counties}


def test_dead_people_have_no_number_in_the_police_s_cancellations(province: Any) -> None:
    db = sqlite3.connect(province.folder / "gongan" / "gongan.sqlite")
    columns = [line[1] for line in db.execute("PRAGMA table_info(rk_swzx)")]
    known = db.execute("SELECT count(*) FROM rk_swzx WHERE RKBS IN (SELECT RKBS FROM rk_czrk)").fetchone()[0]
    total = db.execute("SELECT count(*) FROM rk_swzx").fetchone()[0]
    db.close()
    assert columns == ["RKBS", "SWRQ", "SWZXLB", "SWZMBH", "SLDWQH", "SLRXM"]
    assert 0 < known == total
