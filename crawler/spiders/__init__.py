"""One small file for each public listing. Nothing else knows their names."""
