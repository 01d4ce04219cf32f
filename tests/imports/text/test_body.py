"""What of old sites' texts becomes what: shortcodes, includes, embeds, links, pictures, headings."""

from pathlib import Path

import pytest
from tests.imports.importing import post, site
from tests.imports.oldsites import picture, write

FILM = "[YouTube](https://www.youtube.com/watch?v=dQw4w9WgXcQ)"


@pytest.mark.parametrize(
    ("tool", "written", "wanted"),
    [
        ("hugo", '[x]({{< ref "q.md" >}})', "[x](ref:q)"),
        ("hugo", '[x]({{% relref path="/posts/q#part-one" %}})', "[x](/articles/q/#part-one)"),
        ("hugo", '<a href="{{< ref "posts/q" >}}">x</a>', '<a href="ref:q">x</a>'),
        ("hugo", "{{< youtube dQw4w9WgXcQ >}}", FILM),
        ("hugo", '{{< youtube id="dQw4w9WgXcQ" title="A film" >}}', FILM.replace("YouTube", "A film")),
        (
            "hugo",
            '{{< tweet user="x" id="877500564405444608" >}}',
            "[Twitter](https://twitter.com/i/status/877500564405444608)",
        ),
        ("hugo", "{{< vimeo 146022717 >}}", "[Vimeo](https://vimeo.com/146022717)"),
        ("hugo", "{{< gist spf13 7896402 >}}", "[Gist](https://gist.github.com/spf13/7896402)"),
        ("hugo", "{{< highlight go >}}\nx := 1\n{{< /highlight >}}", "```go\nx := 1\n```"),
        ("hugo", "a {{< unknown 1 >}} b", "a  b"),
        ("hugo", "{{% box %}}\nIn *it*.\n{{% /box %}}", "In *it*."),
        ("hugo", "Show `{{</* x */>}}` and {{</* y */>}}.", "Show `{{< x >}}` and \\{\\{< y >\\}\\}."),
        ("hugo", "```\n{{</* x */>}}\n```", "```\n{{< x >}}\n```"),
        ("jekyll", "[x]({% post_url 2020-01-03-q %}#part-one)", "[x](/articles/q/#part-one)"),
        ("jekyll", "[x]({% link _posts/2020-01-03-q.md %})", "[x](ref:q)"),
        ("jekyll", "[x]({{ site.baseurl }}/2020/01/03/q.html)", "[x](ref:q)"),
        ("jekyll", "[x]({{ '/2020/01/03/q.html' | absolute_url }})", "[x](ref:q)"),
        ("jekyll", "[x](https://old.example/2020/01/03/q.html)", "[x](ref:q)"),
        ("jekyll", "{% youtube dQw4w9WgXcQ %}", FILM),
        ("jekyll", '{% include video id="dQw4w9WgXcQ" provider="youtube" %}', FILM),
        ("jekyll", "{% highlight ruby linenos %}\n{{ x }}\n{% endhighlight %}", "```ruby\n{{ x }}\n```"),
        ("jekyll", "{% raw %}{{ x }}{% endraw %}", "\\{\\{ x \\}\\}"),
        ("jekyll", "`{% raw %}{{ x }}{% endraw %}`", "`{{ x }}`"),
        ("jekyll", "{% comment %}hidden{% endcomment %}a", "a"),
        ("jekyll", "* TOC\n{:toc}\n\n## A\n\n## B", "[TOC]\n\n## A\n\n## B"),
        ("jekyll", "A notice.\n{: .notice}", "A notice."),
        ("jekyll", "{{ page.title }} of {{ site.title }}", "P of Old"),
        ("jekyll", "{% blockquote Jane Doe %}\nWords.\n{% endblockquote %}", "> Words.\n>\n> — Jane Doe"),
        (
            "pelican",
            "[x]({filename}/q.md) [y]({filename}q.md#part-one)",
            "[x](ref:q) [y](/articles/q/#part-one)",
        ),
        ("pelican", "[x](|filename|/q.md)", "[x](ref:q)"),
        ("eleventy", '[x]({{ "/posts/q/" | url }})', "[x](ref:q)"),
        ("eleventy", "[x](../q/) [y](./q.md)", "[x](ref:q) [y](ref:q)"),
        ("eleventy", '{% youtube "dQw4w9WgXcQ" %}', FILM),
        ("mkdocs", "[x](q.md#part-one)", "[x](/articles/q/#part-one)"),
        ("mkdocs", '!!! note "Mind"\n    The *gap*.\n\nOn.', "> **Mind**\n>\n> The *gap*.\n\nOn."),
        ("mkdocs", '=== "One"\n\n    First\n', "**One**\n\nFirst"),
    ],
)
def test_template_code(tmp_path: Path, tool: str, written: str, wanted: str) -> None:
    done = site(tmp_path, post(written, tool))
    assert done.code == 0, done.output
    assert done.body("content/articles/p.md") == wanted
    assert "template-code" not in done.builds()


@pytest.mark.parametrize(
    ("tool", "written"),
    [
        ("hugo", '{{< figure src="/i/a.png" alt="Alt" caption="Its *caption*" >}}'),
        ("hugo", '{{< figure src="/i/a.png" alt="Alt" >}}Its **caption**{{< /figure >}}'),
        ("hugo", '{{< image src="/i/a.png" alt="Alt" title="Its caption" >}}'),
        (
            "hugo",
            '<figure><img src="/i/a.png" alt="Alt"><figcaption>Its <b>caption</b></figcaption></figure>',
        ),
        ("hugo", '![Alt](/i/a.png "Its caption")'),
        ("hugo", '![Alt][pic]\n\n[pic]: /i/a.png "Its caption"'),
        ("jekyll", '{% include figure.html src="/i/a.png" alt="Alt" caption="Its caption" %}'),
        ("jekyll", '{% include image.html url="/i/a.png" alt="Alt" description="Its caption" %}'),
        ("jekyll", '{% include figure image_path="/i/a.png" alt="Alt" caption="Its caption" %}'),
        ("jekyll", '{% include own.html f="/i/a.png" t="Its caption" %}'),
        ("jekyll", '{% figure caption:"Its caption" %}\n![Alt](/i/a.png)\n{% endfigure %}'),
        ("jekyll", '![Alt]({{ site.url }}/i/a.png "Its caption")'),
        ("pelican", '![Alt]({static}/i/a.png "Its caption")'),
        ("eleventy", '{% figure "/i/a.png", "Alt", "Its caption" %}'),
    ],
)
def test_pictures_keep_their_captions(tmp_path: Path, tool: str, written: str) -> None:
    folder = {"hugo": "static/i/a.png", "pelican": "content/i/a.png", "eleventy": "src/i/a.png"}.get(
        tool, "i/a.png"
    )
    picture(tmp_path / "old", folder)
    write(
        tmp_path / "old",
        {
            "_includes/own.html": '<figure><img src="{{ include.f }}" alt="Alt"><figcaption>{{ include.t }}</figcaption></figure>'
        },
    )
    done = site(tmp_path, post(written, tool))
    assert done.body("content/articles/p/index.md") == '![Alt](a.png "Its caption")'
    done.builds()
    page = (done.root / "site/articles/p/index.html").read_text(encoding="utf-8")
    assert "<figcaption>Its caption</figcaption>" in page


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        (
            '<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ?rel=0" title="A film"></iframe>',
            FILM.replace("YouTube", "A film"),
        ),
        ('<iframe src="//player.vimeo.com/video/123"></iframe>', "[Vimeo](https://vimeo.com/123)"),
        (
            '<div class="w">\n<iframe src="https://maps.example/x"></iframe>\n</div>',
            '<div class="w">\n\n[maps.example](https://maps.example/x)\n\n</div>',
        ),
        ("<iframe src='javascript:alert(1)'></iframe>a", "a"),
        ('a <script src="https://x.example/x.js"></script> b', "a  b"),
        (
            '<script src="https://gist.github.com/jane/123.js"></script>',
            "[gist.github.com](https://gist.github.com/jane/123)",
        ),
        ("[a](javascript:alert(1)) [b](/nope) [c](#nope) [d]()", "a b c d"),
        (
            "[a](q.md 'T') and <https://old.example/posts/q/>",
            '[a](ref:q "T") and [https://old.example/posts/q/](ref:q)',
        ),
        ("![far](https://far.example/a.png) ![gone](/gone.png)", "[far](https://far.example/a.png) gone"),
        ("<center>a <font color=red>b</font></center>", "a b"),
        ('<p style="x" onclick="y" align="left">a</p>', "<p>a</p>"),
        ("## A b\n\n[x](#a-b)\n\n## A b\n\n[y](#a-b-1)", "## A b\n\n[x](#a-b)\n\n## A b\n\n[y](#a-b_1)"),
        ("## Ärger & Co.\n\n[x](#ärger--co)", "## Ärger & Co.\n\n[x](#arger-co)"),
        ('<a name="n"></a>\n\n[x](#n)', '<a id="n"></a>\n\n[x](#n)'),
        ("`[a](/nope)` stays\n\n    [b](/nope)", "`[a](/nope)` stays\n\n    [b](/nope)"),
        ('[a [b] *c*](/nope "t") ![](data:image/png;base64,AAAA)', "a [b] *c* "),
        ("# P\n\nText", "Text"),
        ("text <!--more-->\n\n\n\nmore", "text \n\nmore"),
        ("[t](/tags/ports/) [c](/posts/)", "[t](/tags/ports/) [c](/)"),
    ],
)
def test_text_of_any_tool(tmp_path: Path, written: str, wanted: str) -> None:
    done = site(tmp_path, post(written, "hugo", tags="[ports]"))
    assert done.body("content/articles/p.md") == wanted.strip()
    done.builds()


def test_every_other_shortcode_is_listed_with_counts(tmp_path: Path) -> None:
    done = site(tmp_path, post("{{< chart 1 >}} {{< chart 2 >}}\n\n{{< note >}}x{{< /note >}}", "hugo"))
    assert "2  shortcode `chart`, left out" in done.output
    assert "1  shortcode `note`, its text kept" in done.output
    assert "content/posts/p.md: {{< chart 2 >}}" in done.details


def test_a_link_to_a_draft_is_text(tmp_path: Path) -> None:
    files = post('[d]({{< ref "d.md" >}}) [own]({{< ref "e.md" >}})', "hugo") | {
        "content/posts/d.md": '---\ntitle: D\ndate: 2020-01-01\ndraft: true\n---\n[q]({{< ref "q" >}})\n',
        "content/posts/e.md": "---\ntitle: E\ndate: 2999-01-01\n---\nAhead.\n",
    }
    done = site(tmp_path, files)
    assert done.body("content/articles/p.md") == "d own"
    assert done.body("content/articles/d.md") == "[q](ref:q)"
    assert done.keys("content/articles/e.md")["embargo"] == "2999-01-01"


def test_pictures_go_where_they_are_shown(tmp_path: Path) -> None:
    picture(tmp_path / "old", "static/i/one.png", "static/i/both.png", "content/posts/b/own.png")
    files = post("![a](/i/one.png) ![b](/i/both.png) [c](/i/c.pdf)", "hugo") | {
        "static/i/c.pdf": b"%PDF-1.4",
        "static/i/unused.bin": b"x",
        "content/posts/b/index.md": "---\ntitle: B\ndate: 2020-01-01\n---\n![a](own.png)\n\n![b](/i/both.png)\n",
    }
    done = site(tmp_path, files)
    assert done.content() == [
        "articles/b/index.md", "articles/b/own.png", "articles/p/c.pdf", "articles/p/index.md", "articles/p/one.png",
        "articles/q.md", "files/static/i/both.png",
    ]  # fmt: skip
    assert (
        done.body("content/articles/p/index.md")
        == "![a](one.png) ![b](../../files/static/i/both.png) [c](c.pdf)"
    )
    done.builds()


def test_a_broken_picture_is_no_fault_of_the_build(tmp_path: Path) -> None:
    picture(tmp_path / "old", "static/whole.jpg")
    data = (tmp_path / "old/static/whole.jpg").read_bytes()
    files = post("![cut](/cut.jpg) ![tiff](/a.tiff) ![text](/a.png) [key](/id_rsa)", "hugo") | {
        "static/cut.jpg": data[: len(data) // 2],
        "static/a.tiff": b"II*\x00" + bytes(64),
        "static/a.png": b"not a picture",
        "static/id_rsa": b"secret",
    }
    done = site(tmp_path, files)
    assert done.body("content/articles/p.md") == "cut tiff text key"
    assert "3  pictures that cannot be shown" in done.output
    done.builds()
