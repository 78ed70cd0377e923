"""The whole thread on a synthetic province: make, sync, scan, compare with the planted cases, draw, serve."""
