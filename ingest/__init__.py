"""From a published fact sheet to claims and figures in the store."""
