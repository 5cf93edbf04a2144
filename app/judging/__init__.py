"""Whether what a question says is borne out: "Ja", "Nej", or neither."""
