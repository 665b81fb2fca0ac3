"""Events: what was done and seen, by whom; and the deliveries that follow from them."""
