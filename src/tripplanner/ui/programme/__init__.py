"""The Programme page: days as columns, items as slots, what is not placed yet, findings and details.

``layout`` is pure arithmetic; ``slots`` turns frozen rows into what is drawn; the rest are widgets.
"""
