"""Settings of the Scrapy project: politeness first.

`CRAWLER_CONTACT` (a URL or mail address) goes into the user agent, `CRAWLER_HOST_MAP` (a JSON object of
host name to base URL) points hosts at stand-ins, `CRAWLER_SWITCHED_ON` names sources that are off by
default, `SOCRATA_APP_TOKEN` raises the limit of open-data hosts.
There is no switch that turns robots.txt, the delay or the identity off.
"""

import os

from crawler.hosts import HostMap

BOT_NAME = "practitioner-directory"
SPIDER_MODULES = ["crawler.spiders"]

CONTACT = os.environ.get("CRAWLER_CONTACT", "").strip() or "contact not set: CRAWLER_CONTACT"
USER_AGENT = f"{BOT_NAME}/0.1 (+{CONTACT})"
ROBOTSTXT_USER_AGENT = BOT_NAME
ROBOTSTXT_OBEY = True

# Batches that wait are held in memory: a hundred of them, as is the default, are half a gigabyte.
CONCURRENT_ITEMS = 2
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 1.0
DOWNLOAD_DELAY_JITTER = 0.0
SWITCHED_ON = os.environ.get("CRAWLER_SWITCHED_ON", "").replace(",", " ").split()
HOST_MAP = dict(HostMap.from_json(os.environ.get("CRAWLER_HOST_MAP", "")).bases)
# A stand-in on this machine needs no pause; robots.txt and identity stay in force there.
DOWNLOAD_SLOTS = {host: {"concurrency": 1, "delay": 0.0} for host in HostMap(HOST_MAP).local_hosts()}

RETRY_TIMES = 2
RETRY_AFTER_MAX = 120.0
RETRY_GIVE_UP_LOG_LEVEL = "DEBUG"
DOWNLOAD_TIMEOUT = 60
REDIRECT_MAX_TIMES = 5

DOWNLOAD_HANDLERS = {
    "http": "crawler.download.RawStoreDownloadHandler",
    "https": "crawler.download.RawStoreDownloadHandler",
    "file": None,
    "data": None,
    "ftp": None,
    "s3": None,
}
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "crawler.declared_hosts.DeclaredHostsMiddleware": 90,
    "crawler.robots.RobotsMiddleware": 100,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "crawler.patience.PatientRetryMiddleware": 550,
    # The handler asks for and undoes compression itself, so that the store holds plain bytes.
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
}
SPIDER_MIDDLEWARES = {
    "crawler.middlewares.ChallengeMiddleware": 55,
    "crawler.middlewares.ListingErrorMiddleware": 60,
}
ITEM_PIPELINES = {"crawler.pipelines.RecordsPipeline": 100}

TWISTED_REACTOR_ENABLED = False
TELNETCONSOLE_ENABLED = False
# Only a source whose server keeps the state of a search takes cookies; they are never written down.
COOKIES_ENABLED = False
EXTENSIONS = {
    "scrapy.extensions.corestats.CoreStats": None,
    "scrapy.extensions.memusage.MemoryUsage": None,
    "scrapy.extensions.logstats.LogStats": None,
    "scrapy.extensions.telnet.TelnetConsole": None,
    "scrapy.extensions.remote_control.RemoteControl": None,
    "scrapy.extensions.feedexport.FeedExporter": None,
}

DATA_DIR = "data"
TODAY = ""
REPLAY = False

LOG_LEVEL = "ERROR"
LOG_FORMAT = "%(levelname)s %(name)s: %(message)s"
