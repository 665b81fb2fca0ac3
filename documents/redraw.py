"""Redraws one image, in a process of its own: `python documents/redraw.py TYPE SIDE THUMBNAIL`.

Reads the image from standard input and draws it anew on an empty canvas, the right way up and no
larger than wanted. Writes one line of JSON and then the bytes of image and thumbnail. It limits
itself before it looks at anything, and imports nothing of the site.
"""

import json
import resource
import sys
import warnings
from io import BytesIO

MEMORY, SECONDS = 300 * 1024 * 1024, 15
MOST_PIXELS = 40_000_000
QUALITY = 88

resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

# The library is loaded within the limits; its WebP plugin is no use of ours, it registers itself.
from PIL import Image, ImageOps, WebPImagePlugin  # noqa: E402, F401 - as said above

TOO_MANY = "has more than 40 million pixels"
TOO_MUCH = "is too large to be checked"
BROKEN = "is damaged or incomplete"


class Refused(Exception):
    """The image is refused, for the reason given."""


def opened(data, kind):
    """The image, small enough to be decoded."""
    Image.preinit()
    image = Image.open(BytesIO(data), formats=[kind])
    if image.width * image.height > MOST_PIXELS:
        raise Refused(TOO_MANY)
    return image


TURNS = {
    2: (Image.Transpose.FLIP_LEFT_RIGHT,),
    3: (Image.Transpose.ROTATE_180,),
    4: (Image.Transpose.FLIP_TOP_BOTTOM,),
    5: (Image.Transpose.TRANSPOSE,),
    6: (Image.Transpose.ROTATE_270,),
    7: (Image.Transpose.TRANSVERSE,),
    8: (Image.Transpose.ROTATE_90,),
}


def drawn(image, side):
    """A new image with what the first shows: no metadata comes along."""
    turns = TURNS.get(orientation(image), ())
    image.draft("RGB", (side, side))
    image.load()
    image = shrunk(image, side)
    for turn in turns:
        image = image.transpose(turn)
    canvas = Image.new("RGB", image.size, "white")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        seen = image.convert("RGBA")
        canvas.paste(seen, mask=seen.getchannel("A"))
    else:
        canvas.paste(image.convert("RGB"))
    return canvas


def orientation(image):
    """How the camera was held; upright where nothing that can be read says so."""
    try:
        return image.getexif().get(0x0112, 1)
    except Exception:  # noqa: BLE001 - readers of EXIF raise anything; the image does without it
        return 1


def shrunk(image, side):
    """No larger than wanted, in colours that can be made smaller."""
    if max(image.size) <= side:
        return image
    if image.mode in ("P", "1"):
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    if image.mode.startswith("I") or image.mode == "F":
        image = image.convert("L")
    image.thumbnail((side, side))
    return image


def encoded(image, kind):
    out = BytesIO()
    if kind == "PNG":
        image.save(out, "PNG")
    else:
        image.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def redraw(data, kind, side, thumbnail):
    """What is written out: facts, and the bytes of image and thumbnail."""
    image = opened(data, kind)
    canvas = drawn(image, side)
    written_as = "PNG" if kind == "PNG" and thumbnail == 0 else "JPEG"
    whole, small = encoded(canvas, written_as), b""
    if thumbnail:
        # The face is in the upper part of most portraits.
        square = ImageOps.fit(canvas, (thumbnail, thumbnail), centering=(0.5, 0.35))
        small = encoded(square, "JPEG")
    facts = {"type": written_as, "width": canvas.width, "height": canvas.height}
    return {**facts, "whole": len(whole), "small": len(small)}, whole + small


def answer(data, kind, side, thumbnail):
    try:
        return redraw(data, kind, side, thumbnail)
    except Refused as refused:
        return {"refused": str(refused)}, b""
    except MemoryError:
        return {"refused": TOO_MUCH}, b""
    except Exception:  # noqa: BLE001 - decoders raise anything; an image that fails is refused
        return {"refused": BROKEN}, b""


def peak():
    """The most memory that was used, in kB; `ru_maxrss` would count the parent as well."""
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
    except (OSError, StopIteration):
        return 0


def main():
    warnings.simplefilter("ignore")
    Image.MAX_IMAGE_PIXELS = None  # our own limit is asked first
    kind, side, thumbnail = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    facts, body = answer(sys.stdin.buffer.read(), kind, side, thumbnail)
    facts["peak_kb"] = peak()
    sys.stdout.buffer.write(json.dumps(facts).encode() + b"\n" + body)


if __name__ == "__main__":
    main()
