"""Writing consents down, and the page on which a giver withdraws them."""
