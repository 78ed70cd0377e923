"""Stored findings: reconciled with a scan's result, and read by filter and order."""
