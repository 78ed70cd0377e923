"""Dossiers: everything that rules ask about one household and its members, read page by page and built in memory."""
