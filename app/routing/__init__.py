"""Which documents a question is put to: one sheet, those of several municipalities, or several editions of one."""
