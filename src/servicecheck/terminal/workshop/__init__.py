"""The facilitator's console: where phones come in, how far the room is, and every move typed as a word."""
