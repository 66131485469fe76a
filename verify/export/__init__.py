"""A release as files: every table whole, described, with checksums; made from a published database alone."""
