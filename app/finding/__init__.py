"""A question → what the sheets have that bears on it: measures, figures, sentences."""
