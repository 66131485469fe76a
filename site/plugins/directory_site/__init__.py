"""The pages of the directory: everything behind `directory_pages.py`, which Datasette loads."""
