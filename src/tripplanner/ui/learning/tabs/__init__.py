"""One file per tab of the page *Learning*, each with a ``TAB``; it is found by being there."""
