"""Pages of many makes around the stories: what surrounds an article, as sites of eight kinds set it."""

import json
from collections.abc import Callable
from html import escape

from tests.clip.stories import Story

MENU = (
    "<nav><ul>"
    + "".join(
        f'<li><a href="/{name.lower()}/">{name}</a></li>'
        for name in ("Home", "World", "Business", "Sport", "Culture", "Weather")
    )
    + "</ul></nav>"
)
RELATED = (
    '<aside class="related"><h3>Related</h3><ul>'
    + "".join(
        f'<li><a href="/r{n}">{text}</a></li>'
        for n, text in enumerate(
            (
                "Council votes on the new lamps",
                "Why the museum stays shut on Mondays",
                "Ten walks for a wet weekend",
            )
        )
    )
    + "</ul></aside>"
)
FOOTER = "<footer><p>© 2024 All rights reserved.</p><p><a href='/imprint'>Imprint</a> <a href='/privacy'>Privacy policy</a></p></footer>"
COMMENTS = '<section id="comments"><h3>Leave a Reply</h3><form><label>Name</label><input name="n"><textarea></textarea><button>Post comment</button></form><p>Your email address will not be published. Required fields are marked *</p></section>'
SHARE = '<div class="share"><a href="#">Share</a> <a href="#">Tweet</a> <a href="#">WhatsApp</a></div>'
SIGN_UP = (
    '<div class="promo"><p>Sign up for our newsletter and get the day’s headlines in your inbox.</p></div>'
)


def markup(block: tuple[str, object]) -> str:
    """A block of a story as HTML."""
    kind, value = block
    if kind in ("p", "h2"):
        return f"<{kind}>{escape(str(value))}</{kind}>"
    if kind == "strong":
        return f"<p><strong>{escape(str(value))}</strong></p>"
    if kind == "quote":
        return f"<blockquote><p>{escape(str(value))}</p></blockquote>"
    if kind in ("ul", "ol"):
        return f"<{kind}>" + "".join(f"<li>{escape(item)}</li>" for item in value) + f"</{kind}>"  # type: ignore[attr-defined]
    if kind == "table":
        head, *rows = value  # type: ignore[misc]
        body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
        return "<table><tr>" + "".join(f"<th>{cell}</th>" for cell in head) + f"</tr>{body}</table>"
    if kind == "figure":
        name, alt, caption = value  # type: ignore[misc]
        return f'<figure><img src="https://img.example/{name}" alt="{alt}" width="800" height="500"><figcaption>{caption}</figcaption></figure>'
    before, text, address, after = value  # type: ignore[misc]
    return f'<p>{before}<a href="{address}?utm_source=x">{text}</a>{after}</p>'


def body(story: Story) -> str:
    return "\n".join(markup(block) for block in story.blocks)


def head(story: Story, *more: str) -> str:
    return f'<head><meta charset="utf-8"><title>{escape(story.title)} | {story.publication}</title>{"".join(more)}</head>'


def address(story: Story) -> str:
    return f"https://press.example/{story.name}"


def news(story: Story) -> str:
    """A newspaper's page with JSON-LD, written as newspapers do: with a trailing comma."""
    said = (
        json.dumps(
            {
                "@type": "NewsArticle",
                "headline": story.title,
                "datePublished": f"{story.day}T08:00:00+01:00",
                "dateModified": "2024-01-01",
                "author": [{"@type": "Person", "name": name} for name in story.author.split(" and ")],
                "publisher": {"name": story.publication},
                "description": story.standfirst,
            },
            ensure_ascii=False,
        )[:-1]
        + ",}"
    )
    return f'<!doctype html><html lang="{story.language}">{head(story, f"<script type=application/ld+json>{said}</script>", f"<link rel=canonical href={address(story)}>")}<body>{MENU}<main><article><h1>{escape(story.title)}</h1><p class="standfirst">{escape(story.standfirst)}</p><p class="byline">{escape(story.by)}</p>{SHARE}{body(story)}{SHARE}</article>{RELATED}{SIGN_UP}</main>{FOOTER}</body></html>'


def blog(story: Story) -> str:
    """A blog's page with meta tags, and comments."""
    meta = f'<meta property="og:title" content="{escape(story.title)}"><meta property="og:site_name" content="{story.publication}"><meta property="article:published_time" content="{story.day}T08:00:00Z"><meta name="author" content="{story.author}">'
    return f'<html lang="{story.language}">{head(story, meta)}<body><div id="page">{MENU}<div class="post hentry"><h1 class="entry-title">{escape(story.title)}</h1><div class="entry-meta"><span>{escape(story.by)}</span></div><div class="entry-content">{body(story)}</div><div class="tags">Tags: <a href="/tag/harbour">harbour</a></div></div>{COMMENTS}<div class="sidebar">{RELATED}</div></div>{FOOTER}</body></html>'


def micro(story: Story) -> str:
    """A page with microdata."""
    return f'<html lang="{story.language}">{head(story)}<body>{MENU}<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">{escape(story.title)}</h1><h2 class="deck">{escape(story.standfirst)}</h2><span itemprop="author">{story.author}</span> <time itemprop="datePublished" datetime="{story.day}">{story.day_words}</time><div itemprop="articleBody">{body(story)}</div></div>{SIGN_UP}{RELATED}{FOOTER}</body></html>'


def bare(story: Story) -> str:
    """A page that says nothing to machines: byline and date are printed."""
    return f"<html>{head(story)}<body>{MENU}<h1>{escape(story.title)}</h1><p>{escape(story.by)}</p><p>{story.day_words}</p><div>{body(story)}</div>{SHARE}{FOOTER}</body></html>"


def broken(story: Story) -> str:
    """Markup with nothing closed, and no encoding declared."""
    return f"<title>{story.title} | {story.publication}</title>{MENU}<div class=story><h1>{story.title}</h1><p class=author>{story.by}<p class=date>{story.day_words}<div class=text>{body(story).replace('</p>', '').replace('</li>', '')}</div><hr>{RELATED}{FOOTER}"


def repost(story: Story) -> str:
    """A blog that reposts the article of a newspaper."""
    meta = '<meta property="og:site_name" content="Views From My Window"><meta property="article:published_time" content="2023-02-02T08:00:00Z"><meta name="author" content="Sam Poster">'
    line = f"<p>Published in {story.publication}, {story.day_words}.</p>"
    return f'<html lang="{story.language}"><head><meta charset="utf-8"><title>{escape(story.title)} | Views From My Window</title>{meta}</head><body>{MENU}<div class="post"><h1 class="entry-title">{escape(story.title)}</h1><div class="entry-content">{body(story)}{line}</div><div class="author-box"><h4>About the author</h4><p>Written by Sam Poster</p><p>Sam likes boats, tea and other people’s articles.</p></div></div>{COMMENTS}{RELATED}{FOOTER}</body></html>'


def teaser(story: Story) -> str:
    """A page whose rest is for subscribers."""
    meta = f'<meta property="og:site_name" content="{story.publication}"><meta name="date" content="{story.day}"><meta name="author" content="{story.author}">'
    wall = '<div class="paywall"><p>Subscribe to continue reading.</p><p>Already a subscriber? <a href="/in">Log in</a></p></div>'
    return f'<html lang="{story.language}">{head(story, meta)}<body>{MENU}<article><h1>{escape(story.title)}</h1><div class="byline">{escape(story.by)}</div>{body(story)}</article>{wall}{RELATED}{FOOTER}</body></html>'


def text(story: Story) -> str:
    """A text as it is copied out of a repost: headline and standfirst twice, and what stood around."""
    lines = [
        "Home",
        "World",
        "Sport",
        story.title,
        story.standfirst,
        story.title,
        story.standfirst,
        "",
        story.by,
        "",
    ]
    for kind, value in story.blocks:
        if kind in ("p", "h2", "quote", "strong"):
            lines += [str(value), ""]
        elif kind in ("ul", "ol"):
            lines += [f"- {item}" for item in value] + [""]  # type: ignore[attr-defined]
        elif kind == "link":
            before, words, _, after = value  # type: ignore[misc]
            lines += [before + words + after, ""]
    return "\n".join(
        [
            *lines,
            f"Published in {story.publication}, {story.day_words}.",
            "",
            "Leave a Reply",
            "Your email address will not be published. Required fields are marked *",
            "GIPHY App Key not set. Please check settings",
            "Council votes on the new lamps",
        ]
    )


MAKES: dict[str, Callable[[Story], str]] = {
    "news": news,
    "blog": blog,
    "micro": micro,
    "bare": bare,
    "broken": broken,
    "repost": repost,
    "teaser": teaser,
    "text": text,
}
