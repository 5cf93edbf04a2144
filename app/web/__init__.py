"""The web chat: the page with its tabs."""
