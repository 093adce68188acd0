"""The Trips page: every trip with its stage, its counts and its next step."""
