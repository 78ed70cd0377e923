"""How facts are read from the graph: columns derived from the records' declarations, one builder of statements.

A dossier (``hub.dossier``) and a chain (``hub.chain``) read different parts of the same facts by the same rules: what
was known on a day (``known``), and that an event listed twice by one stream counts once (``once``).
"""
