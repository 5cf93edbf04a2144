"""The turns of a conversation → the questions to answer, with what they leave out filled in."""
