"""A turn → a typed question: its words, places, times, numbers, and what is to be done."""
