"""Divisions of Shandong: the counties with their codes, abolished codes that live on in identity numbers, townships.

Counties are those in force; townships and villages are invented, coded by the usual ranges (policy.md §6.3).
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_PREFECTURES = {
    "3701": "济南市 02历下区 12历城区 03市中区 04槐荫区 05天桥区 13长清区 14章丘区 15济阳区 16莱芜区 17钢城区 "
    "24平阴县 26商河县",
    "3702": "青岛市 02市南区 03市北区 11黄岛区 12崂山区 13李沧区 14城阳区 15即墨区 81胶州市 83平度市 85莱西市",
    "3703": "淄博市 02淄川区 03张店区 04博山区 05临淄区 06周村区 21桓台县 22高青县 23沂源县",
    "3704": "枣庄市 02市中区 03薛城区 04峄城区 05台儿庄区 06山亭区 81滕州市",
    "3705": "东营市 02东营区 03河口区 05垦利区 22利津县 23广饶县",
    "3706": "烟台市 02芝罘区 11福山区 12牟平区 13莱山区 14蓬莱区 81龙口市 82莱阳市 83莱州市 85招远市 86栖霞市 87海阳市",
    "3707": "潍坊市 02潍城区 03寒亭区 04坊子区 05奎文区 24临朐县 25昌乐县 81青州市 82诸城市 83寿光市 84安丘市 "
    "85高密市 86昌邑市",
    "3708": "济宁市 11任城区 12兖州区 26微山县 27鱼台县 28金乡县 29嘉祥县 30汶上县 31泗水县 32梁山县 81曲阜市 83邹城市",
    "3709": "泰安市 02泰山区 11岱岳区 21宁阳县 23东平县 82新泰市 83肥城市",
    "3710": "威海市 02环翠区 03文登区 82荣成市 83乳山市",
    "3711": "日照市 02东港区 03岚山区 21五莲县 22莒县",
    "3713": "临沂市 02兰山区 11罗庄区 12河东区 21沂南县 22郯城县 23沂水县 24兰陵县 25费县 26平邑县 27莒南县 "
    "28蒙阴县 29临沭县",
    "3714": "德州市 02德城区 03陵城区 22宁津县 23庆云县 24临邑县 25齐河县 26平原县 27夏津县 28武城县 81乐陵市 82禹城市",
    "3715": "聊城市 02东昌府区 03茌平区 21阳谷县 22莘县 24东阿县 25冠县 26高唐县 81临清市",
    "3716": "滨州市 02滨城区 03沾化区 21惠民县 22阳信县 23无棣县 25博兴县 81邹平市",
    "3717": "菏泽市 02牡丹区 03定陶区 21曹县 22单县 23成武县 24巨野县 25郓城县 26鄄城县 28东明县",
}

# Codes that were abolished and still open identity numbers: the county's own former codes.
_FORMER = {
    "370102": ("370100",),
    "370112": ("370122",),
    "370113": ("370123",),
    "370114": ("370181", "370121"),
    "370115": ("370125",),
    "370116": ("371202", "371201"),
    "370117": ("371203",),
    "370211": ("370284",),
    "370215": ("370282",),
    "370505": ("370521",),
    "370614": ("370684", "370634"),
    "370811": ("370802",),
    "370812": ("370882",),
    "370911": ("370903",),
    "371302": ("372801",),
    "371322": ("372822",),
    "371324": ("372823",),
    "371327": ("372824",),
    "371326": ("372830",),
    "371325": ("372831",),
    "371321": ("372832",),
    "371402": ("372401",),
    "371403": ("372421", "371421"),
    "371426": ("372422",),
    "371427": ("372423",),
    "371502": ("372501",),
    "371581": ("372502",),
    "371503": ("372524", "371523"),
    "371522": ("372523",),
    "371602": ("372301",),
    "371603": ("372325", "371624"),
    "371681": ("372330", "371626"),
    "371702": ("372901",),
    "371703": ("372923", "371727"),
    "371721": ("372922",),
    "371722": ("372925",),
}
# People who moved in from elsewhere keep their first number. Blocks of 250 sequences keep counties apart.
_ELSEWHERE = _words(
    "110105 130221 130432 130929 140427 150428 210282 211224 220122 222401 230103 231084 310110 320321 320830 321088 "
    "330382 340621 341224 341522 350181 360121 410322 410927 411425 412326 420325 422802 430124 433123 440883 450521 "
    "510722 511023 522221 532128 610427 622628 640322 653121"
)

_HEADS = _words(
    "城关 东关 南关 文昌 龙山 凤凰 泉城 青龙 白马 柳行 石桥 大王 张官 李营 沙河 黄崖 马山 孝里 归德 双泉 万德 仲宫 "
    "港沟 彩石 唐王 遥墙 柳埠 董家 郭店 王舍 洪家 全福 辛店 盛福 临港 鲍山 章丘 枣园 刁镇 普集 垛庄 相公 宁家 高官 "
    "白云 官庄 曹范 文祖 圣井 埠村"
)
_VILLAGES = _words(
    "东王 西王 张家 李家 前刘 后刘 大陈 小陈 赵庄 孙村 周楼 吴寨 徐营 胡桥 朱集 高岭 林洼 何湾 郭堂 马庙 罗屯 梁坡 "
    "宋园 郑河 谢台 韩店 唐沟 冯泉 于家 董岭 萧王 程庄 曹集 袁寨 邓楼 许营 傅桥 沈湾 曾屯 彭坡"
)

# The two counties of the examples carry their real sub-districts.
_REAL = {
    "370102": "01解放路 02千佛山 03趵突泉 05大明湖 06东关 10燕山 11姚家 12龙洞",
    "370112": "02洪家楼 04全福 07华山 09王舍人 10鲍山 11郭店 17彩石 18仲宫",
}


@dataclass(frozen=True, slots=True)
class Village:
    """A village or neighbourhood; ``code`` has 12 digits."""

    code: str
    township: str
    name: str
    urban: bool


@dataclass(frozen=True, slots=True)
class County:
    """``index`` is its place in the province that is made, 0 first."""

    index: int
    code: str
    prefecture: str
    name: str
    villages: tuple[Village, ...]

    @property
    def full(self) -> str:
        """``济南市历下区``."""
        return self.prefecture + self.name

    def area(self, birth_year: int, draw: Random) -> tuple[str, int, int]:
        """Area code of an identity number given out here, with the sequences that this county may use: first, last."""
        at = draw.random()
        former = _FORMER.get(self.code, ())
        if former and birth_year < 2000 and at < 0.25:
            return draw.choice(former), 1, 999
        if at > 0.97:
            block = self.index // len(_ELSEWHERE) % 4 * 250
            return _ELSEWHERE[self.index % len(_ELSEWHERE)], block + 1, block + 249
        return self.code, 1, 999

    def address(self, village: Village, house: int) -> str:
        return f"山东省{self.full}{village.township}{village.name}{house}号"


def counties(count: int, draw: Random) -> list[County]:
    """The first ``count`` counties: 370102, 370112 and 370811 ahead, then one prefecture after another in turn.

    济宁 has a local rule that others have not (D07).
    """
    columns = []
    for prefix, line in _PREFECTURES.items():
        prefecture, *rest = line.split()
        columns.append([(prefix + each[:2], prefecture, each[2:]) for each in rest])
    jining = next(column for column in columns if column[0][0].startswith("3708"))
    ordered = [*columns[0][:2], jining.pop(0)]
    columns[0] = columns[0][2:]
    for at in range(max(len(column) for column in columns)):
        ordered += [column[at] for column in columns[1:] + columns[:1] if at < len(column)]
    return [
        County(index, code, prefecture, name, _villages(code, draw))
        for index, (code, prefecture, name) in enumerate(ordered[:count])
    ]


def _villages(county: str, draw: Random) -> tuple[Village, ...]:
    if real := _REAL.get(county):
        townships = [(county + "0" + each[:2], each[2:] + "街道", at < 4) for at, each in enumerate(real.split())]
    else:
        townships = [
            (f"{county}{at + 1 if at < 3 else 97 + at:03d}", head + ("街道" if at < 3 else "镇"), at < 3)
            for at, head in enumerate(draw.sample(_HEADS, 8))
        ]
    return tuple(
        Village(f"{code}{place + (1 if urban else 201):03d}", township, name + ("社区" if urban else "村"), urban)
        for code, township, urban in townships
        for place, name in enumerate(draw.sample(_VILLAGES, 6))
    )
