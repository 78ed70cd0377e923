"""财政: one 一卡通 batch a county and month, a CSV in GB18030 with title, total row and signers."""

from __future__ import annotations

from pathlib import Path

from hub.population.amounts import yuan
from hub.population.book import BackPay, Book, Paid
from hub.population.labels import PAID_NAMES, month_digits, month_label
from hub.population.timeline import Timeline
from hub.population.writers.workbook import header

COLUMNS = header("序号 乡镇 村 姓名 身份证号 补贴项目 标准 数量 金额(元) 开户行 账号 账户名 备注")
STREAM = "caizheng_yikatong.details"


class Caizheng:
    def __init__(self, out: Path, timeline: Timeline) -> None:
        self._folder = out / "caizheng"
        self._timeline = timeline
        self.rows: dict[str, int] = {STREAM: 0}

    def write(self, book: Book) -> None:
        for month in self._timeline.pay_months():
            if (STREAM, month) not in book.uncovered:
                self._batch(book, month)

    def _batch(self, book: Book, month: int) -> None:
        lines, total = [], 0
        for entry in book.payments.at(month):
            if not entry.written:
                entry.written = _line(entry.content, entry.content.amount, 1, "")
            lines.append(entry.written)
            total += entry.content.amount
        for back in book.back_pay.get(month, []):
            count = back.last - back.first + 1
            lines.append(_line(back.paid, back.paid.amount // count, count, _remark(back)))
            total += back.paid.amount
        for broken in book.broken.get((STREAM, month), []):
            lines.append(",".join(broken.get(column, "") for column in COLUMNS[1:]))
        self.rows[STREAM] += len(lines)
        text = [
            f"{book.county.full}{month_label(month)}惠民惠农补贴资金一卡通发放明细" + "," * (len(COLUMNS) - 1),
            ",".join(COLUMNS),
            *(f"{number},{line}" for number, line in enumerate(lines, 1)),
            f"合计,,,,,,,,{yuan(total)},,,,",
            "制表：赵敏 复核：孙丽 负责人：周强" + "," * (len(COLUMNS) - 1),
        ]
        folder = self._folder / f"{book.county.code}-{month_digits(month)}-01"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "一卡通发放明细.csv").write_bytes(("\r\n".join(text) + "\r\n").encode("gb18030"))


def _line(paid: Paid, each: int, count: int, remark: str) -> str:
    """All but the running number. The tab after an identity number keeps spreadsheets from reading it as a number."""
    person, village, account = paid.person, paid.home.village, paid.account
    return (
        f"{village.township},{village.name},{person.name},{person.written}\t,{PAID_NAMES[paid.item]},{yuan(each)},"
        f"{count},{yuan(paid.amount)},{account.bank},{account.number},{account.holder},{remark}"
    )


def _remark(back: BackPay) -> str:
    first = f"补发{month_label(back.first)}"
    return first if back.first == back.last else f"{first}至{month_label(back.last)}"
