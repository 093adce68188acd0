"""What is protected about a person: kinds of values, how long each is kept, who agreed to what."""
