"""All canonical records by name: the one list that cards, statements and tests enumerate."""

from __future__ import annotations

from schema.benefit import Benefit
from schema.category import Category
from schema.certificate import Certificate
from schema.death import Death
from schema.enrolment import Enrolment
from schema.guardianship import Guardianship
from schema.household import Household
from schema.insurance_cover import InsuranceCover
from schema.medical_expense import MedicalExpense
from schema.membership import Membership
from schema.payment import Payment
from schema.person import Person
from schema.record import Record

RECORDS: dict[str, type[Record]] = {
    record.NAME: record
    for record in (
        Person,
        Household,
        Membership,
        Guardianship,
        Category,
        Benefit,
        Payment,
        Death,
        Certificate,
        Enrolment,
        InsuranceCover,
        MedicalExpense,
    )
}
