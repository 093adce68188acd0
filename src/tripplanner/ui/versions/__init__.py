"""The Versions page: releasing, approving and keeping a trip, looking at versions, comparing them, taking one over."""
