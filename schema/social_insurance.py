"""A person is insured for old age or against unemployment; (:Person)-[:INSURED_BY]->(:SocialInsurance)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from schema.code import Code
from schema.dated import Dated
from schema.message import Message
from schema.record import Subject


class SocialScheme(Code):
    """险种: 职工养老, 居民养老, 失业."""

    EMPLOYEE_PENSION = "employee_pension", "职工养老保险", "employees' pension"
    RESIDENT_PENSION = "resident_pension", "居民养老保险", "residents' pension"
    UNEMPLOYMENT = "unemployment", "失业保险", "unemployment insurance"


class InsuranceStatus(Code):
    """参保状态: 正常参保, 终止参保, 领取待遇."""

    INSURED = "insured", "正常参保", "insured"
    ENDED = "ended", "终止参保", "ended"
    DRAWING = "drawing", "领取待遇", "drawing its benefit"


class Payer(Code):
    """Who pays the premium: 单位, 个人, 政府."""

    EMPLOYER = "employer", "单位缴费", "the employer"
    SELF = "self", "个人缴费", "the insured person"
    GOVERNMENT = "government", "政府代缴", "the government"


class SocialInsurance(Dated):
    """One period in one scheme."""

    NAME: ClassVar[str] = "social_insurance"
    LIST: ClassVar[str] = "insurances"
    TITLE: ClassVar[Message] = Message("社会保险", "social insurance")
    TITLES: ClassVar[Mapping[str, str]] = {**Dated.TITLES, "scheme": "险种", "status": "参保状态", "payer": "缴费方"}
    LABEL: ClassVar[str] = "SocialInsurance"
    VERB: ClassVar[str] = "INSURED_BY"
    SUBJECTS: ClassVar[tuple[Subject, ...]] = (Subject.PERSON,)
    TOPIC: ClassVar[str | None] = "social_insurance"
    CODED: ClassVar[str | None] = "scheme"

    scheme: SocialScheme
    status: InsuranceStatus = InsuranceStatus.INSURED
    payer: Payer | None = None
