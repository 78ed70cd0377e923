"""The whole thread on a synthetic province: make, sync, scan, compare with what was planted, draw, serve."""
