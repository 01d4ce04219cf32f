"""The site that Pelican builds of the corpus: of the indexes and feeds of `plain`, those that it has."""

from pathlib import Path

SITENAME = "Benchmark"
SITEURL = "https://bench.example"
PATH = "content"
OUTPUT_PATH = "site"
THEME = str(Path(__file__).parent / "theme")
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
DEFAULT_DATE_FORMAT = "%B %d, %Y"
SLUGIFY_SOURCE = "basename"
ARTICLE_URL = "articles/{slug}/"
ARTICLE_SAVE_AS = "articles/{slug}/index.html"
CATEGORY_URL = "dossiers/{slug}/"
CATEGORY_SAVE_AS = "dossiers/{slug}/index.html"
CATEGORIES_SAVE_AS = "dossiers/index.html"
TAG_URL = "tags/{slug}/"
TAG_SAVE_AS = "tags/{slug}/index.html"
TAGS_SAVE_AS = "tags/index.html"
# Pelican has no people but authors.
AUTHOR_URL = "people/{slug}/"
AUTHOR_SAVE_AS = "people/{slug}/index.html"
AUTHORS_SAVE_AS = "people/index.html"
YEAR_ARCHIVE_SAVE_AS = "dates/{date:%Y}/index.html"
MONTH_ARCHIVE_SAVE_AS = "dates/{date:%Y}/{date:%m}/index.html"
ARCHIVES_SAVE_AS = ""
DEFAULT_PAGINATION = 50
FEED_MAX_ITEMS = 50
RSS_FEED_SUMMARY_ONLY = True
FEED_ALL_RSS = "feeds/all.rss.xml"
CATEGORY_FEED_RSS = "feeds/dossiers/{slug}.rss.xml"
TAG_FEED_RSS = "feeds/tags/{slug}.rss.xml"
FEED_ALL_ATOM = None
CATEGORY_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
TRANSLATION_FEED_ATOM = None
STATIC_PATHS: list[str] = []
MARKDOWN = {
    "extension_configs": {
        "markdown.extensions.footnotes": {},
        "markdown.extensions.tables": {},
        "markdown.extensions.toc": {},
        "markdown.extensions.smarty": {},
        "markdown.extensions.meta": {},
    },
    "output_format": "html5",
}
CACHE_CONTENT = True
LOAD_CONTENT_CACHE = True
CACHE_PATH = "cache"
