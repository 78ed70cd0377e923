"""The command: one file a group. Commands parse and print; the work is done by the rooms they call.

Connectors, sqlalchemy, neo4j and strawberry are imported inside the commands that use them, so that
``aidchain --help`` answers at once.
"""
