"""The vault in the window: unlocking it, protected fields on a person’s card, consents, its section of the settings."""
