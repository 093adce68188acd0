"""The texts of trips and of the library: where each lies, how its translations stand, and what is done about them."""
