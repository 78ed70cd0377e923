"""The use cases of the hub: what the command, the demo, the service and later mutations do to a home and its store."""
