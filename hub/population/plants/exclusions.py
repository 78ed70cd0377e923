"""Benefits that exclude each other: D01, D02, D03 (hard), D06 (take the higher), D11 (pay the difference).

Months are those in which both lists name the person; none of these rules has a seam (policy.md §11.1).
"""

from __future__ import annotations

from hub.population import amounts
from hub.population.builder import Builder
from hub.population.people import Spell
from hub.population.plants.families import child_with_grandparent, grown_child_with_elder, supported


def stretch(build: Builder, *, longest: int = 14, back: int = 24) -> range:
    """One to ``longest`` months that begin in the window's last ``back``; half of them last to its end."""
    first = build.pick(build.last - back, build.last - 1)
    if build.draw.random() < 0.5:
        return range(first, build.last + 1)
    return range(first, min(first + build.draw.randint(1, longest), build.last + 1))


def d01(build: Builder, serial: int) -> None:
    """特困 from a month on, and still counted in the 低保 household of a grown child; undue is the 低保 share."""
    head, elder = grown_child_with_elder(build, build.draw.randint(63, 69))
    home = build.dibao(build.home(head, elder))
    home.no_topup = True
    months = stretch(build)
    elder.tekun = (Spell(months[0]), build.draw.choice((0, 0, 1)))
    if months[-1] < build.last:
        home.away[elder] = Spell(months[-1] + 1)
    build.plant("D01", elder, months, home.per_head * len(months), "特困且仍计入低保家庭")


def d02(build: Builder, serial: int) -> None:
    """特困 and paid the living subsidy of the disabled; grade 3 or 4, so that no nursing subsidy is in question."""
    _, person = supported(build, build.draw.randint(62, 78))
    person.disability = build.disability(build.draw.choice((3, 4)))
    months = stretch(build)
    amount = amounts.disab_living(person.disability.grade)
    person.slip.extra["disab_living"] = dict.fromkeys(months, amount)
    build.plant("D02", person, months, amount * len(months), "特困人员领取困难残疾人生活补贴")


def d03(build: Builder, serial: int) -> None:
    """特困 and paid the nursing subsidy of the severely disabled, but not the living one."""
    _, person = supported(build, build.draw.randint(62, 78))
    person.disability = build.disability(build.draw.choice((1, 2)))
    months = stretch(build)
    amount = amounts.disab_nursing(person.disability.grade)
    person.slip.extra["disab_nursing"] = dict.fromkeys(months, amount)
    build.plant("D03", person, months, amount * len(months), "特困人员领取重度残疾人护理补贴")


def d06(build: Builder, serial: int) -> None:
    """A 低保 elder with both nursing subsidies; undue is the lower, elder_nursing."""
    person = build.person(build.draw.randint(64, 78))
    person.disability = build.disability(build.draw.choice((1, 2)), kind=4)
    person.ability = build.draw.choice((2, 3))
    build.dibao(build.home(person))
    months = stretch(build)
    person.slip.extra["elder_nursing"] = dict.fromkeys(months, amounts.ELDER_NURSING)
    build.plant("D06", person, months, amounts.ELDER_NURSING * len(months), "两种护理补贴未择高")


def d11(build: Builder, serial: int) -> None:
    """A de-facto orphan counted in a 低保 household and paid more than the difference to the child standard."""
    first = build.pick(build.last - 20, build.last - 1)
    item = "defacto_orphan_living"
    home, child, _ = child_with_grandparent(build, item, amounts.CHILD_STANDARD, first)
    build.dibao(home)
    home.no_topup = True
    own = home.per_head
    if serial % 3 == 0:
        child.disability = build.disability(build.draw.choice((3, 4)), kind=4)
        own += amounts.disab_living(child.disability.grade)
    excess = own
    if serial % 3 == 1 and child.child is not None:
        # something was taken off, but not all
        excess = own // 2 // 100 * 100
        aid = child.child
        child.child = type(aid)(item, aid.spell, aid.amount - own + excess, aid.guardian, aid.relation)
    months = range(first, build.last + 1)
    build.plant("D11", child, months, excess * len(months), "事实无人抚养儿童未按补差发放")
