"""Reasons for rejected values and rows, and cautions about accepted ones.

A code never changes its meaning and is never reused: rejections are stored, and departments count them by code. Each
code has an explanation in both languages, with what to do.
"""

from __future__ import annotations

from enum import StrEnum

from schema.message import Message


class Reason(StrEnum):
    """Codes of ``InvalidValueError`` and of rejected rows."""

    INVALID_NATIONAL_ID = "invalid_national_id"
    """It is no identity number: wrong length, wrong characters or wrong check digit."""
    CERTIFICATE_IN_ID_COLUMN = "certificate_in_id_column"
    """A disability certificate number (20 or 22 characters) in the place of an identity number."""
    OTHER_CERTIFICATE = "other_certificate"
    """The number of another kind of certificate (passport, travel permit, old permanent residence card)."""
    MASKED_VALUE = "masked_value"
    """The source sent the value with asterisks in place of its characters."""
    PRECISION_LOST = "precision_lost"
    """A spreadsheet kept the value as a number and dropped its last digits: it must be sent again as text."""
    IMPOSSIBLE_DATE = "impossible_date"
    """The date is written correctly and does not exist, such as 31 February."""
    FUTURE_BIRTH = "future_birth"
    """A date of birth after the month of the delivery."""
    INVALID_DATE = "invalid_date"
    """The text cannot be read as a date."""
    AMBIGUOUS_DATE = "ambiguous_date"
    """The text can be read as two dates or two months."""
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
    """It is no name: empty, broken by a wrong encoding, or with digits or invisible characters in it."""
    INVALID_NUMBER = "invalid_number"
    """The text cannot be read as a whole number."""
    INVALID_KEY = "invalid_key"
    """It is no number of a household, person or batch: wrong length, or an error of a spreadsheet."""
    AMBIGUOUS_KEY = "ambiguous_key"
    """One delivery writes the number in two ways, such as with and without leading zeros."""
    TWO_HEADS = "two_heads"
    """A household's number is listed with two heads in one month."""
    TWO_AMOUNTS = "two_amounts"
    """One item of a household is listed with two amounts in one month."""
    MISSING_FIELD = "missing_field"
    """A field that the record needs is blank."""
    MISSING_KEY = "missing_key"
    """A part of the row's key is blank, so the row cannot be distinguished from another."""
    OUTSIDE_SCOPE = "outside_scope"
    """The row is of a division or month for which its delivery does not answer."""
    SHIFTED_COLUMNS = "shifted_columns"
    """The row's values are in their neighbours' columns."""
    CELL_TOO_LARGE = "cell_too_large"
    """A cell is longer than any valid value."""
    GARBLED_TEXT = "garbled_text"
    """A character was lost before the row was sent: it holds U+FFFD."""
    MALFORMED_ROW = "malformed_row"
    """The row cannot be split into cells as its header was."""
    UNCLOSED_QUOTE = "unclosed_quote"
    """A quotation mark of the row is never closed, or only in a later row."""
    CELL_ERROR = "cell_error"
    """A spreadsheet's formula failed: the cell shows #N/A, #REF!, #VALUE! or the like."""
    FORMULA_WITHOUT_RESULT = "formula_without_result"
    """The cell is a formula whose result is not in the file."""
    MERGED_CELL = "merged_cell"
    """The cell is merged with others, so its row cannot be determined."""
    SERIAL_OF_1904 = "serial_of_1904"
    """A bare number where a date belongs, in a workbook of the 1904 date system."""

    @property
    def explanation(self) -> Message:
        """The reason in one sentence, and what to do."""
        return _REASONS[self]


class Caution(StrEnum):
    """Codes of ``Value.warnings``: the value is accepted but should be checked."""

    UNKNOWN_AREA = "unknown_area"
    """The first six digits were never a county that is on file."""
    DIGITS_MAY_BE_LOST = "digits_may_be_lost"
    """The number may be one that a spreadsheet rounded: by chance, one in a thousand ends in 000."""
    CENTENARIAN_SEQUENCE = "centenarian_sequence"
    """A 15-digit number whose sequence 996 to 999 was once kept for people born in the 1800s."""
    INVALID_ID_INSIDE = "invalid_id_inside"
    """The identity number inside a longer number has a wrong check digit."""
    LUHN_FAILED = "luhn_failed"
    """The account fails the check of bank cards; passbooks do so lawfully."""
    MASKED = "masked"
    """Parts of the value are hidden by asterisks."""

    @property
    def explanation(self) -> Message:
        """The caution in one sentence, and what to do."""
        return _CAUTIONS[self]


def explanation_of(code: str) -> Message:
    """The explanation of a stored code, rejected or cautioned; of a code of another release, the code itself."""
    known = _BY_CODE.get(code)
    return Message(code, code) if known is None else known


_REASONS = {
    Reason.INVALID_NATIONAL_ID: Message(
        "身份证号有误（位数、字符或校验码不对）：请核对原件后改正，重新报送",
        "not a valid identity number (length, characters or check digit): compare it with the card and send it again",
    ),
    Reason.CERTIFICATE_IN_ID_COLUMN: Message(
        "身份证号一栏填的是残疾证号：请改填身份证号，或把该栏在数据卡中写为残疾证号",
        "a disability certificate number in the identity number's column: send the identity number, or have the card "
        "read the column as a certificate",
    ),
    Reason.OTHER_CERTIFICATE: Message(
        "这是另一种证件的号码（护照、通行证、旧版永久居留证等），不是身份证号：请在数据卡中为这类人员另设 key",
        "the number of another kind of certificate (passport, travel permit, old residence card), not a mistyped one: "
        "give the card a key of its own for such people",
    ),
    Reason.MASKED_VALUE: Message(
        "号码被星号遮盖：请报送完整号码", "the value is masked with asterisks: send the whole value"
    ),
    Reason.PRECISION_LOST: Message(
        "长号码被电子表格当作数字保存，末几位已丢失：请把该列设为文本，从原系统重新导出后报送，不要在原表上改格式",
        "a spreadsheet kept a long number as a number and its last digits are lost: export it again from its system "
        "with the column as text",
    ),
    Reason.IMPOSSIBLE_DATE: Message("日期不存在：请核对后改正", "a date that does not exist: check and correct it"),
    Reason.FUTURE_BIRTH: Message(
        "出生日期晚于报送月份：请核对身份证号和出生日期",
        "a date of birth after the month of the delivery: check the number and the date",
    ),
    Reason.INVALID_DATE: Message(
        "无法识别的日期：请写成 2026-07-01 这样的形式", "not a date that can be read: write it as 2026-07-01"
    ),
    Reason.AMBIGUOUS_DATE: Message(
        "日期或月份有两种读法：请写成 2026-07-01 或 2026-07 这样的形式",
        "a date or month that can be read in two ways: write it as 2026-07-01 or 2026-07",
    ),
    Reason.END_BEFORE_START: Message(
        "结束日期不晚于开始日期：请核对", "the end is not after the start: check both dates"
    ),
    Reason.INVALID_MONTH: Message(
        "无法识别的月份：请写成 2026-07 这样的形式", "not a month that can be read: write it as 2026-07"
    ),
    Reason.INVALID_DIVISION: Message(
        "无法识别的行政区划：请填 6、9 或 12 位代码，或唯一的名称",
        "not a division that can be read: write its code of 6, 9 or 12 digits, or a name that only one division has",
    ),
    Reason.OUTSIDE_SCOPE: Message(
        "该行的区划或月份不属于这份报送（或本数据卡不服务该区划）：请改正，或报送到对应的文件",
        "the row's division or month is not one that the delivery answers for: correct it, or send it with its own",
    ),
    Reason.UNKNOWN_CODE: Message(
        "代码或名称不在对照表中：请改用表中的写法，或在数据卡中补充",
        "a code or label that its table does not list: use one that it lists, or add it to the card",
    ),
    Reason.UNPARSEABLE_AMOUNT: Message(
        "无法识别的金额：请只填数字，如 1234.50", "not an amount that can be read: write digits only, such as 1234.50"
    ),
    Reason.INVALID_CERTIFICATE_NUMBER: Message(
        "残疾证号有误：应为 20 位，或 22 位（含 B 和补证次数）",
        "not a disability certificate number of 20 or 22 characters",
    ),
    Reason.INVALID_SCHOOL_NUMBER: Message(
        "学籍号有误：应以 G、J 或 L 开头，共 19 位", "not a pupil's number: G, J or L and 18 characters"
    ),
    Reason.INVALID_PHONE: Message(
        "无法识别的电话号码：请填 11 位手机号或带区号的座机号",
        "not a telephone number that can be read: write 11 digits, or a landline with its area code",
    ),
    Reason.INVALID_BANK_ACCOUNT: Message(
        "银行账号有误：应为 8 至 32 位数字，请核对", "not an account of 8 to 32 digits: check it"
    ),
    Reason.INVALID_NAME: Message(
        "姓名有误（为空、乱码、含数字或看不见的字符）：请重新录入",
        "not a name (blank, garbled, with digits or invisible characters): type it again",
    ),
    Reason.INVALID_NUMBER: Message("应为整数：请核对", "not a whole number: check it"),
    Reason.INVALID_KEY: Message(
        "编号有误（位数不对或为表格错误值）：请核对后重新报送",
        "not a usable number of a household, person or batch: check it and send it again",
    ),
    Reason.AMBIGUOUS_KEY: Message(
        "同一编号在一个文件中有两种写法（如是否带前导零）：请统一写法后重新报送，或在数据卡中写明位数 width",
        "one number is written in two ways in one delivery (such as with and without leading zeros): write it in one "
        "way, or state its width on the card",
    ),
    Reason.TWO_HEADS: Message(
        "同一户编号在同一月登记了两个户主：请核实后只保留一条，重新报送",
        "a household's number is listed with two heads in one month: send the one that is right",
    ),
    Reason.TWO_AMOUNTS: Message(
        "同一户的同一项目在同一月有两个金额：请核实后只保留一条，重新报送",
        "one item of a household is listed with two amounts in one month: send the one that is right",
    ),
    Reason.MISSING_FIELD: Message("必填项为空：请补填", "a field that is needed is blank: fill it in"),
    Reason.MISSING_KEY: Message(
        "用来区分各行的编号为空：请补填", "the number that tells one row from another is blank: fill it in"
    ),
    Reason.SHIFTED_COLUMNS: Message(
        "各列错位（多一列或少一列，或金额中的逗号未加引号）：请核对该行后重新报送",
        "the values are in their neighbours' columns (a cell too many, or an unquoted comma): correct the row",
    ),
    Reason.CELL_TOO_LARGE: Message("单元格内容过长：请核对该行", "a cell that is far too long: check the row"),
    Reason.GARBLED_TEXT: Message(
        "有字符在报送前已丢失（显示为 �）：请从原系统重新导出",
        "a character was lost before the row was sent: export it again",
    ),
    Reason.UNCLOSED_QUOTE: Message(
        "引号没有成对：请改正该行的引号后重新报送",
        "a quotation mark that is not closed: correct the row and send it again",
    ),
    Reason.CELL_ERROR: Message(
        "单元格是公式错误（#N/A、#REF!、#VALUE! 等）：请改正公式，或改填数值",
        "the cell is a formula's error (such as #N/A or #REF!): mend the formula, or give the value",
    ),
    Reason.FORMULA_WITHOUT_RESULT: Message(
        "单元格是公式，文件中没有它的计算结果：用 Excel 或 WPS 打开并保存后再报送",
        "a formula whose result is not in the file: open and save it in a spreadsheet",
    ),
    Reason.MERGED_CELL: Message(
        "单元格与其他单元格合并，不知道是谁的值：取消合并，每行各填各的值",
        "the cell is merged with others, so its row cannot be determined: unmerge, with a value in each row",
    ),
    Reason.SERIAL_OF_1904: Message(
        "工作簿采用 1904 日期系统，该日期却只是一个数字：设为日期格式，核对后保存",
        "a bare number where a date belongs, in a workbook of the 1904 date system: give it a date format",
    ),
    Reason.MALFORMED_ROW: Message(
        "该行无法按表头分列：请核对引号和分隔符",
        "the row cannot be split as its header was: check quotes and separators",
    ),
    Reason.UNCLOSED_QUOTE: Message(
        "该行有一个引号没有闭合：请补上或删去这个引号",
        "a quotation mark of the row is not closed: add the other one or take it away",
    ),
}

_CAUTIONS = {
    Caution.UNKNOWN_AREA: Message(
        "地区码不在册：请核对号码前六位", "an area code that is not on file: check the first six digits"
    ),
    Caution.DIGITS_MAY_BE_LOST: Message(
        "号码以 000 结尾，可能被电子表格取整：请与原件核对",
        "the number ends as a spreadsheet rounds: compare it with the original",
    ),
    Caution.CENTENARIAN_SEQUENCE: Message(
        "15 位号码的顺序码 996–999 曾留给百岁以上老人：请核对出生年份",
        "a sequence of 996 to 999 in a 15-digit number was kept for centenarians: check the year of birth",
    ),
    Caution.INVALID_ID_INSIDE: Message(
        "号码中所含的身份证号校验不符：请核对",
        "the identity number inside fails its check digit: compare it with the card",
    ),
    Caution.LUHN_FAILED: Message(
        "账号不符合银行卡校验（存折可以不符）", "the account fails the check of bank cards, as passbooks may"
    ),
    Caution.MASKED: Message(
        "部分字符被星号遮盖：请报送完整内容", "parts are masked with asterisks: send the whole value"
    ),
}

_BY_CODE: dict[str, Message] = {str(code): text for table in (_REASONS, _CAUTIONS) for code, text in table.items()}
