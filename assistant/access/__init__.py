"""Who may ask, how much, and whether anybody may: callers, keys, sessions, limits, the switch."""
