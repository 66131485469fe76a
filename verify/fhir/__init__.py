"""The directory in FHIR R4: pure mapping from rows of the finished database to resources."""
