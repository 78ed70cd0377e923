"""Real databases for the SQL kind: SQLite files, and the session's PostgreSQL server (``tests/conftest.py``)."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy

TABLES = (
    "CREATE TABLE jhpt_log (table_name VARCHAR(40), qhdm VARCHAR(12), sjyf VARCHAR(7))",
    "CREATE TABLE psn_insu_d (psn_no VARCHAR(30), psn_name VARCHAR(60), certno VARCHAR(20), insutype VARCHAR(6),"
    " insu_admdvs VARCHAR(6), begndate DATE, enddate DATE, prem_subsidy VARCHAR(1), psn_insu_stas VARCHAR(3),"
    " updt_time TIMESTAMP)",
    "CREATE TABLE setl_d (setl_id VARCHAR(30), psn_no VARCHAR(30), psn_name VARCHAR(60), certno VARCHAR(20),"
    " insutype VARCHAR(6), med_type VARCHAR(6), setl_time TIMESTAMP, insu_admdvs VARCHAR(6),"
    " medfee_sumamt NUMERIC(16,2), fulamt_ownpay_amt NUMERIC(16,2), act_pay_dedc NUMERIC(16,2),"
    " hifp_pay NUMERIC(16,2), hifmi_pay NUMERIC(16,2), maf_pay NUMERIC(16,2), oth_pay NUMERIC(16,2),"
    " fund_pay_sumamt NUMERIC(16,2), acct_pay NUMERIC(16,2), cash_payamt NUMERIC(16,2), VALI_FLAG VARCHAR(1),"
    " REFD_SETL_FLAG VARCHAR(1))",
)


def _fill(url: str, rows: dict[str, list[tuple[object, ...]]]) -> None:
    engine = sqlalchemy.create_engine(url)
    with engine.begin() as connection:
        for table in TABLES:
            connection.execute(sqlalchemy.text(table))
        for table, lines in rows.items():
            names = [f"v{index}" for index in range(len(lines[0]))]
            statement = f"INSERT INTO {table} VALUES ({', '.join(':' + name for name in names)})"  # noqa: S608 - names above
            connection.execute(sqlalchemy.text(statement), [dict(zip(names, line, strict=True)) for line in lines])
    engine.dispose()


@pytest.fixture
def fill():
    """``fill(url, rows)``: the tables of 医保 with rows in them."""
    return _fill


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def yibao(request, tmp_path: Path, fill):
    """Makes a database of 医保 with the given rows, on each engine; returns its address."""

    def make(rows: dict[str, list[tuple[object, ...]]]) -> str:
        if request.param == "sqlite":
            url = f"sqlite:///{tmp_path}/yibao.sqlite"
        else:
            url = request.getfixturevalue("postgres").database()
        fill(url, rows)
        return url

    return make
