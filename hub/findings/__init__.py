"""Findings as they are stored: reconciled with what a scan found, and read by filter and order."""
