"""An SVG file as it may be published: what acts or calls out is refused, notes are left out."""

import re
from xml.etree import ElementTree as ET
from xml.parsers import expat

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
# All that draws. Not among them: script, foreignObject, what animates links, handlers and outside images.
_ELEMENTS = frozenset(
    (
        "svg g defs symbol use switch title desc path rect circle ellipse line polyline polygon "
        "text tspan textPath a marker pattern mask clipPath linearGradient radialGradient stop "
        "style view filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix "
        "feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB "
        "feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight "
        "feSpecularLighting feSpotLight feTile feTurbulence"
    ).split()
)
_LEFT_OUT = frozenset({"metadata"})
_OUTSIDE = re.compile(r"url\(\s*[\"']?\s*(?!#)[^\"')\s]|@import|expression\(|-moz-binding|\\", re.IGNORECASE)
_DEEPEST = 100


class DrawingError(ValueError):
    """A drawing that may not be published; `line` counts from 1."""

    def __init__(self, line: int, message: str, hint: str) -> None:
        self.line, self.message, self.hint = line, message, hint
        super().__init__(message)


def cleaned(data: bytes) -> bytes:
    """The drawing without metadata and other programs' notes. Raises DrawingError for what is alive in it."""
    root = _parsed(data)
    ET.register_namespace("", _SVG)
    ET.register_namespace("xlink", _XLINK)
    markup: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return markup + b"\n"


def _parsed(data: bytes) -> ET.Element:
    builder = _Builder()
    parser = expat.ParserCreate(namespace_separator="}")
    builder.parser = parser
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.text
    parser.EntityDeclHandler = builder.entity
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise DrawingError(
            error.lineno, "this SVG is not well-formed", "save it again as plain SVG"
        ) from error
    if builder.root is None or builder.root.tag != f"{{{_SVG}}}svg":
        raise DrawingError(1, "this is no SVG drawing", "its root is <svg> in SVG's own namespace")
    return builder.root


class _Builder:
    """Takes the parser's events, refuses what is alive and builds the tree of the rest."""

    def __init__(self) -> None:
        self.parser: expat.XMLParserType | None = None
        self.root: ET.Element | None = None
        self.open: list[ET.Element | None] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition("}")
        if len(self.open) > _DEEPEST:
            raise self._refused("elements nest too deeply here", "save it again as plain SVG")
        if (self.open and self.open[-1] is None) or space != _SVG or local in _LEFT_OUT:
            self.open.append(None)
            return
        if local not in _ELEMENTS:
            raise self._refused(
                f"<{local}> may not stand in a drawing", "take it out, or publish a PNG instead"
            )
        element = ET.Element(f"{{{_SVG}}}{local}", dict(self._kept(attributes)))
        if self.open and self.open[-1] is not None:
            self.open[-1].append(element)
        elif not self.open:
            self.root = element
        self.open.append(element)

    def end(self, _name: str) -> None:
        self.open.pop()

    def text(self, text: str) -> None:
        element = self.open[-1] if self.open else None
        if element is None:
            return
        if element.tag == f"{{{_SVG}}}style" and _OUTSIDE.search(text):
            raise self._refused("its style sheet loads something", "take the @import or url(…) out")
        if len(element):
            element[-1].tail = (element[-1].tail or "") + text
        else:
            element.text = (element.text or "") + text

    def entity(self, *_declaration: object) -> None:
        raise self._refused("it declares entities", "save it again as plain SVG")

    def _kept(self, attributes: dict[str, str]) -> list[tuple[str, str]]:
        kept = []
        for name, value in sorted(attributes.items()):
            space, _, local = name.rpartition("}")
            if space not in ("", _XLINK, _XML):
                continue
            if local.lower().startswith("on"):
                raise self._refused(f"the handler `{local}` may not stand in a drawing", "take it out")
            if local == "href" and not value.strip().startswith("#"):
                raise self._refused(
                    "it links to something outside itself", "only `#id` of the same file may be named"
                )
            if _OUTSIDE.search(value):
                raise self._refused(
                    f"its `{local}` loads something", "only url(#id) of the same file may be named"
                )
            kept.append((f"{{{space}}}{local}" if space else local, value))
        return kept

    def _refused(self, message: str, hint: str) -> DrawingError:
        line = self.parser.CurrentLineNumber if self.parser is not None else 1
        return DrawingError(line, message, hint)
