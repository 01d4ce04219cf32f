"""Old sites for the tests, awkward in as many ways as people are, written as their tools want them."""

import itertools
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.pictures import drawn

Address = Callable[[int], str]

WORDS = "harbour dredge ferry quay gauge sounding pilot tide board minister letter hearing wreck beacon channel survey".split()
TAGS = ("Ports", "ports", "night lines", "Night Lines", "Wrecks", "Étude", "C++", "board & lodging")


def write(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files below a folder."""
    for path, content in files.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def picture(root: Path, *paths: str) -> None:
    """Draw pictures, each another one."""
    for number, path in enumerate(paths):
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        drawn(160 + number, 120).save(place)


def title_of(number: int) -> str:
    """The headline of a post."""
    one, two, three = (WORDS[(number * step + step) % len(WORDS)] for step in (1, 3, 7))
    return f"The {one} and the {two} of {three} no. {number}"


def day_of(number: int) -> str:
    """The day of a post."""
    return f"20{10 + number % 12:02}-{1 + number % 12:02}-{1 + number % 28:02}"


def prose(number: int) -> str:
    """A paragraph of its own for each post."""
    words = [WORDS[(number * 5 + step * step) % len(WORDS)] for step in range(40)]
    return f"Report {number}: {' '.join(words)}."


# Parts of posts that any Markdown blog has. `{other}` is a link to another post, `{image}` to a picture of the site.
COMMON: tuple[str, ...] = (
    "## A heading: with signs & (brackets)\n\nSee [above](#{fragment}).",
    '![The quay]({image} "The quay in 1986")',
    "Text with ![an inline picture]({image}) in it.",
    'Raw <img src="{image}" alt="raw" width="100" style="float:left"> picture.',
    '<iframe width="560" height="315" src="https://www.youtube.com/embed/dQw4w9WgXcQ" frameborder="0" allowfullscreen></iframe>',
    (
        '<blockquote class="twitter-tweet"><p>Words</p><a href="https://twitter.com/x/status/1">then</a></blockquote>\n'
        '<script async src="https://platform.twitter.com/widgets.js"></script>'
    ),
    "| a | b |\n|---|:-:|\n| 1 | [x]({other}) |\n",
    "1. one\n2. two\n   - deep\n     - deeper\n\n10. ten",
    "```js\nconst a = `${x}`;\n```\n\n    indented code",
    'A footnote.[^1] And [a reference][ref] or [ref].\n\n[^1]: The note with [a link]({other}).\n\n[ref]: {other} "Title"',
    "<https://example.org/> and https://example.org/bare and [mail](mailto:a@b.example) and [tel](tel:+123).",
    "[unsafe](javascript:alert(1)) and [nothing]() and [dead](/no/such/page/) and [gone](missing.pdf).",
    '<a name="anchor"></a> An anchor, and [a link to it](#anchor), and [to nowhere](#no-such-place).',
    "<center>centred <font color=red>red</font></center>\n\n<marquee>old</marquee>",
    "> a quotation\n>\n> > nested\n\n* * *\n\n- [ ] task\n- [x] done",
    "![remote](https://other.example/pixel.png) and ![missing](/images/not-there.png)",
    '<figure>\n<a href="{image}"><img src="{image}" alt="In a figure"></a>\n<figcaption>Its <em>caption</em></figcaption>\n</figure>',
    "Straße, 東京, العربية, emoji 🚢, non\u00a0breaking, and a trailing backslash\\\nnext line  \nhard break",
    "Term\n: Definition\n\n*[EU]: European Union\n\nThe EU.",
    "<details><summary>More</summary>\n\nHidden **text**\n\n</details>",
    '<div class="box" onclick="x()"><p>In a box <a href="{other}" target="_blank">link</a></p></div>',
    '<video src="https://other.example/film.mp4" controls></video> and <form><input name=q></form>',
    "[![linked picture]({image})]({other})",
    "Line one<br/>line two<br>\n\n<!-- a comment -->\n\n<!--more-->\n\nRest.",
    "# A first-level heading inside\n\n### Skipping\n\n# Another",
)


def parts_of(number: int, fill: Callable[[str], str], own: tuple[str, ...]) -> str:
    """The body of a post: prose, three common parts, two of the tool's own."""
    chosen = itertools.chain(
        (COMMON[(number + step) % len(COMMON)] for step in (0, 7, 13)),
        (own[(number + step) % len(own)] for step in (0, 5)),
    )
    return "\n\n".join([prose(number), *map(fill, dict.fromkeys(chosen)), prose(number + 1)]) + "\n"


HUGO: tuple[str, ...] = (
    '{{< figure src="{image}" title="A title" caption="A *caption*" alt="What it shows" >}}',
    '[a ref]({{< ref "{path}" >}}) and [a relref]({{% relref "{path}#a-heading-with-signs--brackets" %}})',
    '{{< youtube dQw4w9WgXcQ >}}\n\n{{< vimeo id="146022717" title="A film" >}}',
    '{{< notice warning "Mind" >}}\nInside **bold** and [x]({other}).\n{{< /notice >}}',
    '{{< highlight go "linenos=table" >}}\nfunc main() { fmt.Println("{}") }\n{{< /highlight >}}',
    'Literal `{{</* figure src="x" */>}}` in code.',
    '- an item\n\n  {{< figure src="{image}" caption="In an item" >}}\n\n- another',
    '{{< img "{image}" "Alt words" >}}',
    '{{< tabs >}}{{< tab "One" >}}First{{< /tab >}}{{< /tabs >}} {{< chart 1 2 3 >}}',
)


def hugo(root: Path, count: int) -> Path:
    """A Hugo site with its layouts: posts, bundles, sections, languages of front matter, taxonomies."""
    files: dict[str, str | bytes] = {
        "hugo.toml": 'baseURL = "https://old.example/blog/"\ntitle = "The old blog"\nlanguageCode = "en"\n'
        '[permalinks.page]\nposts = "/:year/:month/:slug/"\n[pagination]\npagerSize = 25\n'
        "[markup.goldmark.renderer]\nunsafe = true\n",
        "layouts/_default/single.html": "<html><body><h1>{{ .Title }}</h1>{{ .Content }}</body></html>",
        "layouts/_default/list.html": "<html><body>{{ range .Paginator.Pages }}<a href='{{ .RelPermalink }}'>x</a>{{ end }}</body></html>",
        **{
            f"layouts/shortcodes/{name}.html": "<span>{{ .Inner }}</span>"
            for name in ("notice", "tabs", "tab")
        },
        "layouts/shortcodes/chart.html": "<canvas data-x='{{ .Get 0 }}'></canvas>{{ range .Params }}{{ . }}{{ end }}",
        "layouts/shortcodes/img.html": '<img src="{{ .Get 0 }}" alt="{{ .Get 1 }}">',
        "content/about.md": "---\ntitle: About\n---\n\nWho we are. [A post](/blog/posts-are/)\n",
        "content/notes/_index.md": "---\ntitle: Notes\n---\n\nAbout these notes.\n",
        "content/legal/imprint.md": '+++\ntitle = "Imprint"\nurl = "/imprint.html"\n+++\nText.\n',
        "static/files/report.pdf": b"%PDF-1.4 report",
    }
    picture(root, "static/images/quay.png", "static/images/ship.jpg")
    for number in range(count):
        name, front = _hugo_post(number)
        fill = _filler(
            number, count, "/images/quay.png" if number % 2 else "/images/ship.jpg", _hugo_address, _hugo_path
        )
        files[name] = front + parts_of(number, fill, HUGO)
        if name.endswith("/index.md") and "/p" in name:
            picture(root, "content/" + name.removeprefix("content/").removesuffix("index.md") + "own.png")
            files[name] = f'{files[name]}\n![own](own.png "Its own")\n'
    return write(root, files)


def _hugo_path(number: int) -> str:
    return (
        f"posts/p{number}/index.md"
        if number % 9 == 4
        else f"posts/{day_of(number)}-p{number}.md"
        if number % 9 == 5
        else f"posts/p{number}.md"
    )


def _hugo_address(number: int) -> str:
    return f"/blog/20{10 + number % 12:02}/{1 + number % 12:02}/s{number}/"


def _hugo_post(number: int) -> tuple[str, str]:
    path = f"content/{_hugo_path(number)}"
    tag, other = TAGS[number % len(TAGS)], TAGS[(number + 3) % len(TAGS)]
    title, day = title_of(number), day_of(number)
    if number % 3 == 0:
        return path, (
            f'+++\ntitle = "{title}"\ndate = {day}T10:00:00+02:00\nslug = "s{number}"\ntags = ["{tag}", "{other}"]\n'
            f'categories = ["News"]\nweight = 3\ndraft = false\naliases = ["/old/{number}.html", "/older/{number}"]\n'
            "[params]\nlead = true\n+++\n\n"
        )
    if number % 3 == 1:
        return path, (
            f'---\ntitle: "{title}"\ndate: {day} 10:00:00 -0400\nslug: s{number}\ntags:\n  - {tag}\n  - "{other}"\n'
            "description: >-\n  What it says,\n  in two lines\nlayout: post\nlastmod: 2022-01-02\ncover:\n  image: /images/quay.png\n"
            "  alt: The quay\nauthor: [Jane Doe, John Roe]\n---\n\n"
        )
    return path, (
        f'{{\n  "title": "{title}",\n  "date": "{day}",\n  "slug": "s{number}",\n  "tags": ["{tag}"],\n  "comments": true\n}}\n\n'
    )


def _filler(number: int, count: int, image: str, address: Address, path: Address) -> Callable[[str], str]:
    """Puts another post and a picture into a part."""
    other = (number * 7 + 1) % count
    values = {
        "{image}": image, "{other}": address(other), "{path}": path(other),
        "{fragment}": "a-heading-with-signs--brackets", "{title}": title_of(other),
    }  # fmt: skip

    def fill(part: str) -> str:
        for name, value in values.items():
            part = part.replace(name, value)
        return part

    return fill


JEKYLL: tuple[str, ...] = (
    "[post]({% post_url {path} %}) and [page]({% link about.md %}) and [file]({{ site.baseurl }}/files/report.pdf)",
    '![liquid]({{ "{image}" | relative_url }} "With a caption") and ![old]({{ site.url }}{{ site.baseurl }}{image})',
    '{% include figure.html src="{image}" caption="A caption from an include" alt=page.title %}',
    "{% include image.html file='{image}' description='Described' %}",
    '{% include youtube.html id="dQw4w9WgXcQ" %}\n\n{% youtube "dQw4w9WgXcQ" %}\n\n{% gist jane/5555251 %}',
    "{% highlight ruby linenos %}\ndef x\n  puts '{{ y }}'\nend\n{% endhighlight %}",
    "{% raw %}{{ literal }}{% endraw %} in text, and `{% raw %}{{ code }}{% endraw %}`.",
    '{: .notice}\nA notice.\n{: .notice--info #special}\n\n![classed]({image}){: .align-center width="50%"}',
    "* TOC\n{:toc}\n\n## One {#own-id}\n\n[to it](#own-id)\n\n{::comment}hidden{:/comment}",
    "{% if site.x %}shown{% else %}other{% endif %} {% for p in site.posts %}{{ p.title }}{% endfor %} {% custom_tag a=1 %}",
    "{% include promo.html %} {% include unknown/thing.html a=1 %}",
)


def jekyll(root: Path, count: int) -> Path:
    """A Jekyll site: posts, drafts, a collection, pages, includes."""
    files: dict[str, str | bytes] = {
        "_config.yml": "title: The old blog\nurl: https://www.old.example\nbaseurl: /blog\npermalink: /:categories/:year/:month/:day/:title/\n"
        "paginate: 10\nexclude: [drafts-of-drafts]\ncollections:\n  books:\n    output: true\n  hidden: {}\n"
        "defaults:\n  - scope: {path: '', type: posts}\n    values: {author: jane, layout: post}\n",
        "_data/authors.yml": "jane:\n  name: Jane Doe\n",
        "_includes/figure.html": '<figure><img src="{{ include.src }}" alt="{{ include.alt }}"><figcaption>{{ include.caption }}</figcaption></figure>',
        "_includes/image.html": '<img src="{{ include.file }}" alt="{{ include.description }}">',
        "_includes/youtube.html": '<iframe src="https://www.youtube.com/embed/{{ include.id }}"></iframe>',
        "_includes/promo.html": "<p>Subscribe to <b>our</b> letter.</p>",
        "about.md": "---\ntitle: About\n---\nWho we are, at {{ site.title }}.\n",
        "contact/index.md": "---\ntitle: Contact\npermalink: /contact-us/\nredirect_from: [/kontakt/, /write.html]\n---\nWrite.\n",
        "index.html": "---\nlayout: home\n---\n{% for post in paginator.posts %}{{ post.title }}{% endfor %}\n",
        "archive.html": "---\ntitle: All\n---\n<ul>{% for post in site.posts %}<li>{{ post.title }}</li>{% endfor %}</ul>\n",
        "tag/ports.md": "---\nlayout: tag\ntag: ports\npermalink: /tag/ports/\n---\n",
        "404.html": "---\npermalink: /404.html\n---\nNot here.\n",
        "_books/first.md": "---\ntitle: First book\n---\nRead it. [x]({% link _books/second.md %})\n",
        "_books/second.md": "---\ntitle: Second book\ndate: 2015-01-01\n---\nRead it too.\n",
        "_hidden/x.md": "---\ntitle: Hidden\n---\nNobody saw it.\n",
        "_drafts/unfinished.md": "---\ntitle: Unfinished\n---\nNot yet.\n",
        "files/report.pdf": b"%PDF-1.4 report",
        "Gemfile": "source 'https://rubygems.org'\n",
        "README.md": "# The repository\n",
    }
    picture(root, "assets/quay.png", "assets/ship.jpg")
    for number in range(count):
        fill = _filler(
            number,
            count,
            "/assets/quay.png" if number % 2 else "/assets/ship.jpg",
            jekyll_address,
            _jekyll_name,
        )
        files[f"_posts/{_jekyll_name(number)}.md"] = _jekyll_front(number) + parts_of(number, fill, JEKYLL)
    return write(root, files)


def _jekyll_name(number: int) -> str:
    return f"{day_of(number)}-Post-number_{number}"


def jekyll_address(number: int) -> str:
    """Where Jekyll showed a post."""
    kind = "/news" if number % 3 == 1 else ""
    return f"/blog{kind}/{day_of(number).replace('-', '/')}/Post-number_{number}/"


def _jekyll_front(number: int) -> str:
    title, tag = title_of(number), TAGS[number % 4]
    fronts = (
        f"---\nlayout: post\ntitle:  {title}\ntags: alpha beta\nwordpress_id: {number}\ncomments: true\n---\n",
        f'---\ntitle: "{title}"\ncategories: News\ntags:\n- {tag}\nexcerpt: A teaser\nimage:\n  path: /assets/quay.png\n  alt: Quay\n---\n',
        f"---\ntitle: {title}: with a colon\ndate: {day_of(number)} 11:00:52 -0400\ndescription: It says [this].\nredirect_from:\n  - /?p={number}\n  - /p{number}/\n---\n",
    )
    return fronts[number % 3]


PELICAN: tuple[str, ...] = (
    "[a post]({filename}{path}) and [a page]({filename}/pages/about.md) and [old style](|filename|{path})",
    '![static]({static}/images/quay.png "A caption") and [file]({static}/files/report.pdf) and ![attached]({attach}/images/ship.jpg)',
    "[tag]({tag}Ports) and [category]({category}news) and [author]({author}Jane Doe) and [home]({index})",
    "[TOC]\n\n## Contents here",
    "{% youtube dQw4w9WgXcQ %} and {% img left {image} 320 240 Words %}",
    "    :::python\n    print('x')",
)


def pelican(root: Path, count: int) -> Path:
    """A Pelican site: Markdown with headers, some reStructuredText, HTML, folders as categories."""
    files: dict[str, str | bytes] = {
        "pelicanconf.py": "import os\nAUTHOR = 'Jane Doe'\nSITENAME = 'The old blog'\nSITEURL = ''\nPATH = 'content'\nTIMEZONE = 'Europe/Paris'\n"
        "DEFAULT_LANG = 'en'\nARTICLE_URL = '{date:%Y}/{date:%m}/{slug}.html'\nARTICLE_SAVE_AS = '{date:%Y}/{date:%m}/{slug}.html'\n"
        "STATIC_PATHS = ['images', 'files']\nDEFAULT_PAGINATION = 10\nYEAR_ARCHIVE_SAVE_AS = '{date:%Y}/index.html'\nFEED_ALL_ATOM = None\n"
        "CATEGORY_FEED_ATOM = None\nTRANSLATION_FEED_ATOM = None\nAUTHOR_FEED_ATOM = None\nAUTHOR_FEED_RSS = None\nX = os.environ\n",
        "content/pages/about.md": "Title: About us\n\nWho we are.\n",
        "content/files/report.pdf": b"%PDF-1.4 report",
        "content/plain.html": '<html><head><title>A page of HTML</title><meta name="date" content="2012-07-09 22:28" /><meta name="tags" content="Ports, html" /></head>'
        "<body><p>It is <b>HTML</b>.</p></body></html>",
        "content/restructured.rst": "A text in another markup\n########################\n\n:date: 2010-10-03 10:20\n:modified: 2010-10-04 18:40\n:tags: Ports, rst\n:slug: my-rst\n"
        ":summary: Short version\n\nA paragraph with *emphasis*, `a link <https://example.org/>`_ and ``code``.\n\nA section\n=========\n\n- one\n- two\n\n"
        ".. image:: /images/quay.png\n   :alt: The quay\n\n.. raw:: html\n\n   <script>alert(1)</script>\n",
    }
    picture(root, "content/images/quay.png", "content/images/ship.jpg")
    for number in range(count):
        fill = _filler(
            number,
            count,
            "/images/quay.png" if number % 2 else "/images/ship.jpg",
            _pelican_address,
            _pelican_path,
        )
        files["content" + _pelican_path(number)] = _pelican_front(number) + parts_of(number, fill, PELICAN)
    return write(root, files)


def _pelican_path(number: int) -> str:
    return f"/{'news/' if number % 4 == 1 else ''}{day_of(number)}-p{number}.md"


def _pelican_address(number: int) -> str:
    return f"/{day_of(number)[:4]}/{day_of(number)[5:7]}/s{number}.html"


def _pelican_front(number: int) -> str:
    title, tag = title_of(number), TAGS[number % 4]
    date = "" if number % 5 == 2 else f"Date: {day_of(number)} 10:20\n"
    return f"Title: {title}\n{date}Tags: {tag}, Wrecks\nSlug: s{number}\nAuthors: Jane Doe, John Roe\nSummary: Short\n    version\nStatus: published\n\n"


ELEVENTY: tuple[str, ...] = (
    '[a post]({{ "{other}" | url }}) and ![picture]({{ "{image}" | url }} "A caption")',
    '{% youtube "dQw4w9WgXcQ" %}\n\n{% image "{image}", "The alt words" %}\n\n{% figure "{image}", "Alt", "A caption" %}',
    '{% callout "warning" %}\nInside **bold**.\n{% endcallout %}',
    "{% raw %}{{ literal }}{% endraw %} and {{ title }}.",
)


def eleventy(root: Path, count: int) -> Path:
    """An Eleventy site: Markdown with front matter, data of folders, permalinks that templates make."""
    files: dict[str, str | bytes] = {
        "eleventy.config.js": "module.exports = function (config) {\n  config.addPassthroughCopy('src/img');\n  config.addPassthroughCopy({ 'src/docs': 'papers' });\n"
        "  config.addShortcode('youtube', id => `<iframe src=\"https://www.youtube.com/embed/${id}\"></iframe>`);\n"
        '  config.addShortcode(\'image\', (src, alt) => `<img src="${src}" alt="${alt}">`);\n'
        '  config.addShortcode(\'figure\', (src, alt, words) => `<figure><img src="${src}" alt="${alt}"><figcaption>${words}</figcaption></figure>`);\n'
        "  config.addPairedShortcode('callout', (inner, kind) => `<div class=\"${kind}\">${inner}</div>`);\n"
        "  return { dir: { input: 'src', output: '_site' }, markdownTemplateEngine: 'liquid' };\n};\n",
        "src/_data/site.json": '{"title": "The old blog", "url": "https://old.example"}',
        "src/posts/posts.json": '{"tags": ["posts"], "permalink": "/blog/{{ page.fileSlug }}/", "author": "Jane Doe"}',
        "src/about.md": "---\ntitle: About\n---\nWho we are.\n",
        "src/deep/page.md": "---\ntitle: Deep\n---\nDeep down.\n",
        "src/archive.njk": '---\ntitle: All\n---\n{% for post in collections.posts %}<a href="{{ post.url }}">x</a>{% endfor %}\n',
        "src/secret.md": "---\ntitle: Secret\npermalink: false\n---\nNobody saw it.\n",
        "src/docs/report.pdf": b"%PDF-1.4 report",
    }
    picture(root, "src/img/quay.png", "src/img/ship.jpg")
    for number in range(count):
        fill = _filler(
            number,
            count,
            "/img/quay.png" if number % 2 else "/img/ship.jpg",
            _eleventy_address,
            _eleventy_path,
        )
        files[f"src{_eleventy_path(number)}"] = _eleventy_front(number) + parts_of(number, fill, ELEVENTY)
    return write(root, files)


def _eleventy_path(number: int) -> str:
    return f"/posts/{day_of(number)}-p{number}.md" if number % 2 else f"/posts/p{number}.md"


def _eleventy_address(number: int) -> str:
    return f"/own/{number}.html" if number % 6 == 2 else f"/blog/p{number}/"


def _eleventy_front(number: int) -> str:
    title, tag = title_of(number), TAGS[number % 4]
    date = "" if number % 2 else f"date: {day_of(number)}\n"
    own = f"permalink: /own/{number}.html\n" if number % 6 == 2 else ""
    return f'---\ntitle: "{title}"\n{date}{own}tags:\n  - {tag}\n  - posts\nlayout: false\nteaser: A teaser\n---\n'


MKDOCS: tuple[str, ...] = (
    "[a page](../{path}) and [a place](../{path}#a-heading-with-signs-brackets)",
    '!!! warning "Mind the gap"\n\n    Inside **bold** and\n\n    - a list\n\nAfter.',
    "??? note\n    Folded.\n",
    '=== "One"\n\n    First\n\n=== "Two"\n\n    Second\n',
    '--8<-- "includes/x.md"',
    "![relative](../img/quay.png){ width=300 }",
)


def mkdocs(root: Path, count: int) -> Path:
    """A MkDocs site: pages in folders, titled by the menu, by keys or by their first headline."""
    files: dict[str, str | bytes] = {
        "mkdocs.yml": "site_name: The old manual\nsite_url: https://old.example/manual/\ntheme: readthedocs\nnav:\n  - Home: index.md\n"
        "  - Guide:\n      - From the menu: guide/p0.md\n"
        "plugins:\n  - search\nmarkdown_extensions:\n  - admonition\n  - toc: {permalink: true}\n",
        "docs/index.md": "# Welcome\n\nTo [the guide](guide/p1.md).\n",
        "docs/guide/index.md": "# The guide\n\nBegin.\n",
    }
    picture(root, "docs/img/quay.png", "docs/img/ship.jpg")
    for number in range(count):
        fill = _filler(number, count, "/manual/img/quay.png", _mkdocs_address, _mkdocs_path)
        front = ("", f"---\ntitle: {title_of(number)}\ntags: [Ports]\n---\n\n", f"# {title_of(number)}\n\n")[
            number % 3
        ]
        files[f"docs/{_mkdocs_path(number)}"] = front + parts_of(number, fill, MKDOCS)
    return write(root, files)


def _mkdocs_path(number: int) -> str:
    return f"guide/p{number}.md"


def _mkdocs_address(number: int) -> str:
    return f"/manual/guide/p{number}/"
