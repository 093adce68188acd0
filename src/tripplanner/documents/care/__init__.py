"""The care sheet: what the accompanying staff must know of each guest, and whom to call for them."""
