"""Names of two to four characters, surnames as in Shandong, given names by generation; minority names with ·.

Surnames in ``RARE`` are never given by chance: rows that are to be rejected have them, so that a row known by name
alone matches no other person.
"""

from __future__ import annotations

from itertools import accumulate
from random import Random

_SURNAMES = {
    "王": 109, "张": 90, "李": 87, "刘": 75, "陈": 33, "孙": 32, "杨": 26, "赵": 25, "徐": 22, "马": 18, "高": 17,
    "宋": 15, "于": 15, "周": 14, "郭": 13, "朱": 13, "韩": 12, "吴": 12, "孔": 9, "姜": 9, "胡": 9, "曹": 8,
    "董": 8, "崔": 8, "郑": 8, "林": 7, "许": 7, "冯": 7, "程": 6, "梁": 6, "袁": 6, "魏": 6, "田": 6, "丁": 6,
    "任": 6, "房": 4, "逄": 3, "亓": 3, "綦": 2, "臧": 2, "邵": 3, "庄": 3, "牟": 3, "隋": 2, "欧阳": 1, "诸葛": 1,
}  # fmt: skip
RARE = ("慕容", "令狐", "澹台", "东方")
_LIST = tuple(_SURNAMES)
_WEIGHTS = tuple(accumulate(_SURNAMES.values()))

_OLD = ("国建军德福明文志永玉桂保庆广传继洪长金祥立新胜生发顺", "秀桂玉兰英凤芳梅珍荣华爱淑香翠云芝莲美素花琴霞")
_MIDDLE = ("伟强磊军勇涛超峰刚鹏辉斌波亮健海龙凯林东建平宁飞", "丽静敏燕艳娟霞芳红玲娜婷雪莉萍慧洁颖琳倩晶蕾梅")
_YOUNG = ("浩宇轩梓泽晨睿博涵子俊豪铭一诺奕辰嘉皓天佑煜彦", "欣怡雨涵梓萱诗琪语桐若汐佳一诺可馨思雅静瑶悦晴妍")

_UYGHUR = (
    ("买买提", "艾力", "吐尔逊", "阿不都", "热合曼", "依明"),
    ("阿依古丽", "古丽娜尔", "帕提古丽", "热娜", "努尔比亚"),
)
_FATHERS = ("吐尔逊", "艾合买提", "阿不都热依木", "买买提", "库尔班", "依布拉音")

HAN, HUI, UYGHUR = "01", "03", "05"


def surname(draw: Random) -> str:
    return draw.choices(_LIST, cum_weights=_WEIGHTS)[0]


def given(sex: int, birth_year: int, draw: Random) -> str:
    pool = (_OLD if birth_year < 1970 else _MIDDLE if birth_year < 2000 else _YOUNG)[sex - 1]
    if draw.random() < 0.22:
        return draw.choice(pool)
    return draw.choice(pool) + draw.choice(pool)


def person_name(sex: int, birth_year: int, family: str | None, draw: Random) -> str:
    return (family or surname(draw)) + given(sex, birth_year, draw)


def minority_name(sex: int, draw: Random) -> str:
    return f"{draw.choice(_UYGHUR[sex - 1])}·{draw.choice(_FATHERS)}"


def rare_name(sex: int, draw: Random) -> str:
    return draw.choice(RARE) + given(sex, 1980, draw)
