"""Which months a remark on a payment names (补发2026年4、5、6月; 追补3月至6月; 补发上月), understood whole or refused.

A part that was understood never counts as the whole: a digit or a word of time that is left over refuses the remark. A
month without its year is the latest one that ends by the month of the batch.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from schema.errors import InvalidValueError
from schema.message import Message
from schema.values import cell
from schema.values.reason import Reason

_MOST = 60
_EXPECTED = Message(
    "能完整读懂的补发月份，如 补发2026年4月至2026年6月，不写其他数字",
    "the months it is for and no other figures, such as 补发2026年4月至2026年6月",
)

_NEUTRAL = re.compile(
    r"家庭补差|补贴|补助|补充|补偿|补录|补卡|补办|补登|补正|补报|补缴|补交|增补|候补|一卡通|一折通|一本通|一次性|统一"
)
"""Words with 补 or a numeral in them that do not refer to other months."""
_BACK_PAY = re.compile(r"补|追|漏发|欠发|缓发|延发|迟发|延迟|预发|预付|提前")
_AHEAD = re.compile(r"预发|预付|提前")
_PAID = re.compile(r"[发付拨领]")
_MOVED = re.compile(r"[发付拨领退汇漏欠]|合并|未")
"""Words of moved payments: beside a month of their own, the payment may not be of the batch's month."""
_MONTHS_ALONE = re.compile(r"[\d年月份季度半上下./、,和及至到~—–-]+")
_UNDERSTOOD = re.compile(
    r"预发|预付|提前|漏发|欠发|[缓延迟]发|延迟|[补追发放付拨领差给应的份为系含一因]|[:：()。,、;和及与/+]"
    r"|账户|帐户|账号|帐号|银行|信息|有误|错误|变更|更正|补卡|津贴|补贴|资金|待遇|特困|低保|城乡|农村|高龄|老年人?|生活|护理|残疾人?|重度|困难|孤儿|儿童|基本|保障|救助|照料|供养|金|款|费|元"
)
"""Words that neither refer to other months nor revoke anything; any other word may."""
_LATE = re.compile(r"漏|欠|[缓延迟]发|延迟")
"""Beside 本月 it is the time of payment, not the benefit month (4月漏发本月补发)."""
_SIMPLE = str.maketrans("補發領撥併還", "补发领拨并还")
_WITHOUT_THIS = re.compile(r"不(?:含|包括|计)[本当]月份?")
_WITH_THIS = re.compile(r"(?:含|包括)(?=[本当]月)")
_CHINESE = re.compile(
    r"[一二两三四五六七八九十]{1,3}(?=(?:[、,和及与至到~—–-][一二三四五六七八九十\d]{1,3})*(?:月|个月|季))"
)
_NUMERALS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_TOKEN = re.compile(
    r"(?P<count>\d{1,2})个月"
    r"|(?P<year>\d{4}年度?|去年度?|上年度?|前年|[今本当]年度?)?第?(?:(?P<quarter>[1-4])季度?|(?P<half>[上下])半年)"
    r"|(?P<rel>上上个?月|上个?月|[本当]月)份?"
    r"|(?P<ym>(?:19|20)\d\d(?:0[1-9]|1[0-2]))(?!\d)(?:月份?)?"
    r"|(?:(?P<y>\d{4})(?P<by>年度?|[./-])|(?P<ry>去年度?|上年度?|前年|[今本当]年度?))?"
    r"(?<!\d)(?P<m>\d{1,2})(?![\d.])(?P<unit>月份?)?"
    r"|(?P<to>至|到|[~—–-]+)"
    r"|(?P<and>[、,和及与;/+])"
    r"|(?P<number>\d+)"
    r"|(?P<word>.)"
)
_TIME = re.compile(r"[年月季旬周日天今]|不|未|已|停|退|扣|除|另|余|含|其中|包括|以来|起|止")
"""Words that must not be left over: words of time, and words that revoke."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Months as they are named; a year of None is to be found."""

    year: int | None
    first: int
    last: int
    told: bool
    """Whether it is a month by its own form: 月, a year, 上月."""


@lru_cache(maxsize=8192)
def back_pay(text: str, batch: int, word: str = "补发") -> tuple[int, ...] | None:
    """Month indexes, in order, of a payment whose batch is of the month ``batch``; None where it is of that month.

    Raises InvalidValueError for a remark that is on back pay and not understood whole.
    """
    written = _plain(text)
    meant = _NEUTRAL.sub("", written)
    named = word in text or _BACK_PAY.search(meant) is not None
    parser = _Parser(meant, batch)
    if not named:
        found = parser.all_of_it()
        if found is None and (_MONTHS_ALONE.fullmatch(meant) or (_MOVED.search(meant) and parser.other_months())):
            raise _refusal()
        if found is None or set(found) == {batch}:
            return None
        if not _PAID.search(meant):
            raise _refusal()
        return found
    found = parser.named()
    parser.refuse_unknown_words()
    ahead = _AHEAD.search(meant) is not None
    if not found or (ahead and not parser.dated) or (not ahead and found[-1] > batch):
        raise _refusal()
    return found


def _refusal() -> InvalidValueError:
    return InvalidValueError(Reason.INVALID_MONTH, _EXPECTED)


def _plain(text: str) -> str:
    """Without blanks and with Arabic numerals before 月."""
    written = re.sub(r"(?<=\d)\s+(?=\d)", "、", cell.text(text).translate(_SIMPLE))
    written = "".join(written.split())
    written = _WITH_THIS.sub("、", _WITHOUT_THIS.sub("", written))
    return _CHINESE.sub(lambda found: str(_numeral(found[0])), written)


def _numeral(text: str) -> int:
    if "十" not in text:
        return int("".join(str(_NUMERALS[digit]) for digit in text))
    tens, _, ones = text.partition("十")
    return 10 * _NUMERALS.get(tens, 1) + _NUMERALS.get(ones, 0)


class _Parser:
    """One remark, read from left to right."""

    def __init__(self, text: str, batch: int) -> None:
        self._tokens = list(_TOKEN.finditer(text))
        self._batch = batch
        self._at = 0
        self._year: int | None = None
        """The year that was named last."""
        self._reached: int | None = None
        """The last month that was named of it."""
        self._left: list[str] = []
        self._counts: list[int] = []
        self._this = False
        """Whether it names this month as such (本月)."""
        self._said: set[int] = set()
        self.dated = True
        """Whether every stretch names its year."""

    def named(self) -> tuple[int, ...]:
        """All months. Raises InvalidValueError when anything is not understood."""
        months: set[int] = set()
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            if token["word"] or token["and"]:
                self._left.append(token[0])
                self._at += 1
            elif token["count"]:
                self._counts.append(int(token["count"]))
                self._at += 1
            elif token["to"] or token["number"]:
                raise _refusal()
            else:
                months |= self._chain()
        left = "".join(self._left)
        self._said = months
        if _TIME.search(left) or any(count != len(months) for count in self._counts) or len(months) > _MOST:
            raise _refusal()
        return tuple(sorted(months))

    def refuse_unknown_words(self) -> None:
        """Raises InvalidValueError where a remaining word may revoke or move the parsed months."""
        left = "".join(self._left)
        late = self._this and len(self._said) > 1 and _LATE.search(left)
        if late or _UNDERSTOOD.sub("", left):
            raise _refusal()

    def other_months(self) -> bool:
        """Whether some token names a month that is not the batch's."""
        return any(
            (token["m"] and (token["unit"] or token["y"]) and int(token["m"]) != self._batch % 12 + 1)
            or token["ym"]
            or token["quarter"]
            or token["half"]
            or (token["rel"] and token["rel"][0] not in "本当")
            for token in self._tokens
        )

    def all_of_it(self) -> tuple[int, ...] | None:
        """The months of a remark that is made of them and words of paying; None of any other remark."""
        try:
            found = self.named()
        except InvalidValueError:
            return None
        left = re.sub(
            r"[发放付拨领给的份:：()。,、和及]|津贴|资金|待遇|低保金?|高龄|生活费?|护理费?", "", "".join(self._left)
        )
        return found if found and not left else None

    def _chain(self) -> set[int]:
        """Consecutive stretches; the form of the last one (月) applies to all."""
        chain = [self._stretch()]
        while self._at < len(self._tokens):
            joined = self._tokens[self._at]["and"] is not None
            following = self._tokens[self._at + joined] if self._at + joined < len(self._tokens) else None
            if following is None or not _is_month(following) or not (joined or chain[-1].told):
                break
            self._at += joined
            chain.append(self._stretch())
        if not chain[-1].told:
            raise _refusal()
        return {month for stretch in self._placed(chain) for month in stretch}

    def _stretch(self) -> _Stretch:
        begin = self._month()
        if self._at + 1 < len(self._tokens) and self._tokens[self._at]["to"] and _is_month(self._tokens[self._at + 1]):
            self._at += 1
            end = self._month()
            year, first, last = begin.year, begin.first, end.last
            if year is None and end.year is not None:
                year = end.year - (end.first < begin.first)
                last += 12 * (end.year - year)
            elif year is not None and end.year is not None:
                last += 12 * (end.year - year)
            elif year is not None and last < first:
                last += 12
            if year is None and last < first:
                last += 12
            if not 0 <= last - first < _MOST:
                raise _refusal()
            return _Stretch(year, first, last, end.told)
        return begin

    def _month(self) -> _Stretch:
        """One token as a stretch; months count from 1 and may pass 12."""
        token = self._tokens[self._at]
        self._at += 1
        if token["rel"]:
            self._this = self._this or token["rel"][0] in "本当"
            back = 0 if token["rel"][0] in "本当" else 1 + token["rel"].startswith("上上")
            month = self._batch - back
            return _Stretch(month // 12, month % 12 + 1, month % 12 + 1, True)
        if token["ym"]:
            return self._checked(int(token["ym"][:4]), int(token["ym"][4:]), 1, True)
        if token["quarter"]:
            return self._checked(self._year_of(token["year"]), 3 * int(token["quarter"]) - 2, 3, True)
        if token["half"]:
            return self._checked(self._year_of(token["year"]), 1 if token["half"] == "上" else 7, 6, True)
        year = int(token["y"]) if token["y"] else self._year_of(token["ry"])
        return self._checked(year, int(token["m"]), 1, bool(token["unit"]) or token["by"] in (".", "-", "/"))

    def _checked(self, year: int | None, first: int, length: int, told: bool) -> _Stretch:
        if not 1 <= first <= 12 or (year is not None and not 1990 <= year <= 2199):
            raise _refusal()
        return _Stretch(year, first, first + length - 1, told)

    def _year_of(self, text: str | None) -> int | None:
        if not text:
            return None
        if text[0].isdigit():
            return int(text[:4])
        return self._batch // 12 - {"去": 1, "上": 1, "前": 2}.get(text[0], 0)

    def _placed(self, chain: list[_Stretch]) -> list[range]:
        """Each stretch in its year: its own, else the one named before it in the remark, else the latest by the batch.

        Raises InvalidValueError where years can be had in two ways (11月、1月; 6月、4月).
        """
        found: list[range] = []
        for stretch in chain:
            year = stretch.year if stretch.year is not None else self._year
            if year is None:
                continue
            months = _in_year(stretch, year)
            if stretch.year is None and self._reached is not None and months.start <= self._reached:
                raise _refusal()
            self._reached, self._year = months.stop - 1, (months.stop - 1) // 12
            found.append(months)
        for stretch in reversed(chain[: len(chain) - len(found)]):
            self.dated = False
            by = found[0].start - 1 if found else self._batch
            months = _in_year(stretch, (by - (stretch.last - 1)) // 12)
            if found and months.stop != found[0].start and (months.stop - 1) // 12 != found[0].start // 12:
                raise _refusal()
            found.insert(0, months)
        return found


def _in_year(stretch: _Stretch, year: int) -> range:
    return range(year * 12 + stretch.first - 1, year * 12 + stretch.last)


def _is_month(token: re.Match[str]) -> bool:
    return any(token[name] for name in ("m", "ym", "rel", "quarter", "half"))
