"""What several tests share and name by type; on the path of pytest and mypy."""
