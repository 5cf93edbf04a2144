"""Long trials of what must hold whatever goes wrong: bad sheets, processes killed, bad questions, faults of the machine."""
