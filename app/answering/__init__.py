"""The answer from one sheet: which kind of answer it is, or which refusal."""
