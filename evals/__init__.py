"""How often the assistant is right, measured on question banks."""
