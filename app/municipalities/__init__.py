"""Answers over several municipalities and editions."""
