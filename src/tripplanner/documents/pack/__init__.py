"""The field pack: what a person carries on any telephone, without this program and without a network."""
