"""A person's name as it is written in China: blanks inside go, the dot of minority names is always ``·``.

The characters stay as the source wrote them; traditional and simplified forms compare as equal.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from schema.errors import InvalidValueError
from schema.values import cell
from schema.values.reason import Caution, Reason
from schema.values.value import Value

_DOTS = re.compile(r"\s*[·•・‧∙⋅●․﹒.。．･]\s*")
_NOTE = re.compile(r"\([^()]*\)$")
_HAN_BLANK = re.compile(r"(?<=[\u2e80-\u9fff\U00020000-\U0003ffff*])\s+(?=[\u2e80-\u9fff\U00020000-\U0003ffff*])")
_IDENTITY = re.compile(r"\d{15}|\d{17}[\dXx]", re.ASCII)
_BROKEN = ("\ufffd", "锟斤拷", "\x1a")

TRADITIONAL = (
    "張张劉刘陳陈楊杨趙赵黃黄吳吴孫孙馬马羅罗鄭郑謝谢韓韩鄧邓馮冯蕭萧葉叶呂吕蘇苏盧卢蔣蒋賈贾閻阎餘余鍾钟譚谭陸陆範范韋韦鄒邹龍龙萬万賀贺賴赖龔龚錢钱湯汤喬乔齊齐顧顾龐庞聶聂麥麦莊庄嚴严倫伦華华國国軍军紅红"
    "麗丽蘭兰鳳凤榮荣貴贵強强傑杰愛爱蓮莲雲云鵬鹏飛飞輝辉寶宝東东學学義义興兴長长運运連连進进遠远達达銀银鐵铁鋒锋錦锦靜静順顺貞贞賢贤勝胜勛勋慶庆憲宪懷怀戰战書书曉晓會会樂乐權权歡欢瑋玮環环瓊琼瑩莹禮礼維维"
    "綱纲紹绍績绩緒绪線线聖圣聰聪聯联葦苇藝艺術术衛卫裝装記记詩诗誠诚諾诺講讲貝贝財财資资賓宾車车軒轩輪轮農农鄉乡釗钊鈞钧鋼钢錫锡鎮镇門门開开關关陽阳隊队際际雙双難难電电韻韵頌颂頡颉題题顏颜風风飄飘馳驰駿骏"
    "驊骅魯鲁鮮鲜鶴鹤黨党齡龄歐欧陰阴塗涂單单閔闵鄔邬紀纪許许諸诸談谈費费寧宁應应實实寬宽將将專专對对導导崗岗島岛嶺岭帥帅師师帶带幹干廣广彥彦後后從从憶忆業业極极槍枪橋桥檢检歲岁歷历溫温滿满漢汉潔洁澤泽濟济"
    "濤涛灣湾為为烏乌無无煒炜煥焕燁烨營营爾尔獻献現现璽玺畢毕異异當当發发盡尽監监盤盘眾众碩硕確确祿禄禎祯稱称穎颖種种積积穩稳築筑簡简籃篮糧粮純纯細细終终結结給给統统經经綠绿編编緣缘縣县總总繼继續续羣群習习"
    "肅肃膽胆臨临與与舉举艦舰艷艳蔭荫薩萨處处號号蟲虫補补製制覺觉觀观訓训設设訪访詠咏該该語语說说課课調调請请論论識识護护變变讓让貫贯賽赛贊赞躍跃輕轻辦办"
)
"""Traditional characters of names, each followed by its simplified form."""
_FOLD = {ord(TRADITIONAL[i]): TRADITIONAL[i + 1] for i in range(0, len(TRADITIONAL), 2)}


class Name(Value):
    """Parses to 1 to 50 characters; a note in brackets at the end (张三（已故）) is dropped."""

    @classmethod
    def parse(cls, raw: Any) -> str:
        return _parse(raw if isinstance(raw, str) else str(raw))

    @classmethod
    def same(cls, left: Any, right: Any) -> bool:
        return fold(left) == fold(right)

    @classmethod
    def mask(cls, value: Any) -> str:
        """The first character, and one asterisk for each other: 张**."""
        return str(value)[:1] + "*" * (len(value) - 1)

    @classmethod
    def warnings(cls, value: Any) -> tuple[str, ...]:
        return (Caution.MASKED,) if "*" in value else ()


def fold(name: str) -> str:
    """The form in which names are compared: simplified characters, no dots and blanks, capitals."""
    return name.translate(_FOLD).replace("·", "").replace(" ", "").upper()


@lru_cache(maxsize=65536)
def _parse(raw: str) -> str:
    name = cell.text(raw)
    if any(mark in name for mark in _BROKEN):
        raise InvalidValueError(Reason.INVALID_NAME, "a name in the encoding that the card states")
    name = _DOTS.sub("·", _HAN_BLANK.sub("", " ".join(_NOTE.sub("", name).split()))).strip("· ")
    if _IDENTITY.fullmatch(name):
        raise InvalidValueError(Reason.SHIFTED_COLUMNS, "a name, not an identity number")
    if not 1 <= len(name) <= 50 or any(character.isdigit() for character in name):
        raise InvalidValueError(Reason.INVALID_NAME, "a name of 1 to 50 characters without digits")
    return name
