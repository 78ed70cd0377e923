"""Use cases on a home and its store, for the command, the demo and the service."""
