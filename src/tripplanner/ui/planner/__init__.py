"""The sheet of the planner: what to plan, the proposal beside the present programme, and rain.

``planner`` opens it from the programme, ``run`` is the work of the engine in its thread, ``choosing`` and
``comparing`` are the two faces of the sheet.
"""
