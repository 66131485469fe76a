"""A fictional sample of the public listings, and a local stand-in for the services that serve them.

Nothing else of the product imports this package; it exists for the demonstration, tests and drills.
"""
