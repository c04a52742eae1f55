"""Programs for developers, outside the app: ``train`` fits the heads and writes the weights,
``evaluate`` prints how well they judge. ``corpus`` reads the labelled replies, ``learning`` and
``places`` hold the fitting.
"""
