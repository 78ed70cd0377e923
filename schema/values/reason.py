"""Why a value or a row is rejected, and what about an accepted one deserves a second look.

A code never changes its meaning and is never reused: rejections are stored, and departments count them by code.
"""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Codes of ``InvalidValueError`` and of rejected rows."""

    INVALID_NATIONAL_ID = "invalid_national_id"
    """It is no identity number: wrong length, wrong characters or wrong check digit."""
    CERTIFICATE_IN_ID_COLUMN = "certificate_in_id_column"
    """A disability certificate number (20 or 22 characters) stands where an identity number belongs."""
    MASKED_VALUE = "masked_value"
    """The source sent the value with asterisks in place of its characters."""
    PRECISION_LOST = "precision_lost"
    """A spreadsheet kept the value as a number and dropped its last digits: it must be sent again as text."""
    IMPOSSIBLE_DATE = "impossible_date"
    """The date is written correctly and does not exist, such as 31 February."""
    INVALID_DATE = "invalid_date"
    """The text cannot be read as a date."""
    END_BEFORE_START = "end_before_start"
    """A span ends on or before the day on which it starts."""
    INVALID_MONTH = "invalid_month"
    """The text cannot be read as a calendar month."""
    INVALID_DIVISION = "invalid_division"
    """It is no division: unknown code, unknown name, or a name that several divisions have."""
    UNKNOWN_CODE = "unknown_code"
    """The code or label is not in its code table."""
    UNPARSEABLE_AMOUNT = "unparseable_amount"
    """The text cannot be read as an amount of money."""
    INVALID_CERTIFICATE_NUMBER = "invalid_certificate_number"
    """It is no disability certificate number."""
    INVALID_SCHOOL_NUMBER = "invalid_school_number"
    """It is no 学籍号: not G, J or L followed by 18 characters."""
    INVALID_PHONE = "invalid_phone"
    """No telephone number can be read in it."""
    INVALID_BANK_ACCOUNT = "invalid_bank_account"
    """It is no account number: too short, too long or not digits."""
    INVALID_NAME = "invalid_name"
    """It is no name: empty, broken by a wrong encoding, or with digits in it."""
    INVALID_NUMBER = "invalid_number"
    """The text cannot be read as a whole number."""
    MISSING_FIELD = "missing_field"
    """A field that the record needs is blank."""
    MISSING_KEY = "missing_key"
    """A part of the row's key is blank, so the row cannot be told from another."""
    OUTSIDE_SCOPE = "outside_scope"
    """The row is of a division or month for which its delivery does not answer."""
    SHIFTED_COLUMNS = "shifted_columns"
    """The row's values stand in their neighbours' columns."""
    CELL_TOO_LARGE = "cell_too_large"
    """A cell is longer than anything it could mean."""
    GARBLED_TEXT = "garbled_text"
    """A character was lost before the row was sent: it holds U+FFFD."""
    MALFORMED_ROW = "malformed_row"
    """The row cannot be split into cells as its header was."""


class Caution(StrEnum):
    """Codes of ``Value.warnings``: the value is taken, somebody should look at it."""

    UNKNOWN_AREA = "unknown_area"
    """The first six digits were never a county that is on file."""
    DIGITS_MAY_BE_LOST = "digits_may_be_lost"
    """The number may be one that a spreadsheet rounded: one in sixty is by chance."""
    CENTENARIAN_SEQUENCE = "centenarian_sequence"
    """A 15-digit number whose sequence 996 to 999 was once kept for people born in the 1800s."""
    INVALID_ID_INSIDE = "invalid_id_inside"
    """The identity number inside a longer number has a wrong check digit."""
    LUHN_FAILED = "luhn_failed"
    """The account fails the check of bank cards; passbooks do so lawfully."""
    MASKED = "masked"
    """Parts of the value are hidden by asterisks."""
