"""Reports: hostile text is inert in every format, and the formats say what the report says."""
