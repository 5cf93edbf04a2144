"""Answers with figures of one sheet: as they stand, or computed with the sum shown."""
