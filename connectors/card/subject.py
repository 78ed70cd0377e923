"""The persons and households that the facts of a row are about."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from connectors.card.column import Column
from connectors.card.model import Model
from schema.household import HouseholdForm


class SubjectCard(Model):
    """A person or household that facts of a row are about."""

    national_id: Column | None = None
    certificate: Column | None = None
    """A disability certificate number: its first 18 characters are the person's."""
    school_number: Column | None = None
    """A G school number holds the person's; J and L do not and give no person by themselves."""
    alias: Column | None = None
    """The source's number of a person that another stream explains."""
    key: tuple[Column, ...] = ()
    """Person: the source's own key, when there is no ID. Household: its key."""
    certificate_in_id: Literal["reject", "accept"] = "reject"
    """Whether a certificate number in the ID column is taken as the person's ID."""
    form: HouseholdForm | None = None
    namespace: str | None = None
    head: str | None = None
    """Household without a key here: the person subject that heads it …"""
    via: str | None = None
    """… by the household records of this stream (of the same source, or ``source.stream``)."""

    @model_validator(mode="after")
    def _person_or_household(self) -> SubjectCard:
        person = [self.national_id, self.certificate, self.school_number, self.alias]
        if self.form is None:
            if not any(person) and not self.key:
                raise ValueError("a person needs national_id, certificate, school_number, alias or key")
            if self.namespace or self.head or self.via:
                raise ValueError("namespace, head and via belong to a household; say its form")
        else:
            if any(person):
                raise ValueError("a household has key or head and via, not an identity number of its own")
            if self.namespace is None or bool(self.key) == bool(self.head) or bool(self.head) != bool(self.via):
                raise ValueError("a household needs namespace and either key, or head with via")
        return self
