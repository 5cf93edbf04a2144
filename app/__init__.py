"""From a question in Danish to a cited answer or an honest refusal."""
