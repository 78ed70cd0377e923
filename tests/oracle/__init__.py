"""A second, slow and plain reading of the policy, compared with the engine over random households.

Nothing here but ``adapter`` knows the engine; months are texts and sets of them, never bits.
"""
