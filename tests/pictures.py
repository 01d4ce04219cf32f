"""Pictures for tests: made here, with what cameras write into them, each note a canary."""

import io

from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

CANARY = b"CANARY"
GPS, MAKER, SERIAL, ORIENTATION = 0x8825, 0x010F, 0xA431, 0x0112


def drawn(width: int, height: int) -> Image.Image:
    """A photograph, as far as its colours go: red to the right, green to the bottom."""
    red = Image.linear_gradient("L").rotate(90).resize((width, height))
    green = Image.linear_gradient("L").resize((width, height))
    return Image.merge("RGB", (red, green, Image.radial_gradient("L").resize((width, height))))


def exif(orientation: int = 1) -> Image.Exif:
    """What a camera notes: maker, serial number, position."""
    notes = Image.Exif()
    notes[ORIENTATION] = orientation
    notes[MAKER] = "CANARY maker"
    notes[SERIAL] = "CANARY serial"
    position = notes.get_ifd(GPS)
    position[2] = (51.0, 30.0, 12.25)
    position[29] = "CANARY day"
    return notes


def profile() -> bytes:
    """A colour profile; its date is taken out, so that it is always the same."""
    made: bytes = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return made[:24] + bytes(12) + made[36:]


def saved(image: Image.Image, name: str, **options: object) -> bytes:
    """The bytes of a picture in a format."""
    file = io.BytesIO()
    image.save(file, name.upper(), **options)
    return file.getvalue()


def noted(name: str, size: tuple[int, int] = (60, 40), orientation: int = 1) -> bytes:
    """A picture with every note that its format has room for."""
    image, notes = drawn(*size), exif(orientation)
    if name == "png":
        text = PngInfo()
        text.add_text("Author", "CANARY author")
        text.add_itxt("XML:com.adobe.xmp", "CANARY xmp", zip=False)
        return saved(image, name, exif=notes, pnginfo=text, icc_profile=profile()) + b"CANARY after the end"
    if name == "gif":
        second = image.rotate(180).quantize(16)
        return saved(
            image.quantize(16), name, save_all=True, append_images=[second], comment=b"CANARY comment", loop=0
        )
    more: dict[str, object] = {"comment": b"CANARY comment"} if name == "jpeg" else {}
    made = saved(image, name, exif=notes, xmp=b"<x>CANARY xmp</x>", icc_profile=profile(), **more)
    return made + (b"CANARY after the end" if name == "jpeg" else b"")


def opened(data: bytes) -> Image.Image:
    """A picture, decoded."""
    image = Image.open(io.BytesIO(data))
    image.load()
    return image
