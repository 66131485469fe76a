from tests.crawler.conftest import data_dir, service

__all__ = ["data_dir", "service"]
