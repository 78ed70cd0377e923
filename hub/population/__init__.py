"""The synthetic province: raw deliveries of the departments and the truth about them, from the specification alone.

It shares nothing with the rules: policy, amounts and months are written down here a second time, so that a mistake on
either side shows. Everything is drawn from one seed; equal arguments give equal files.
"""

from hub.population.make import Summary, make_population

__all__ = ["Summary", "make_population"]
