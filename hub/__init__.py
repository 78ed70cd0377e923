"""The service: store, sync, detection, API and the command."""
