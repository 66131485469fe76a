"""Public listings in, typed records with evidence out: the Scrapy project."""
