"""
Tries: to break the encoding of the report with characters that are none.
Exercise: initialize_parameters
Allowed: failed
Shows: next
Stopped by: design
"""


def initialize_parameters(layer_dimensions, initialization="he", seed=42):
    print("\ud800")
    return {"\udfff": "\ud800"}
