"""Portraits of people who do not exist: a few shapes in a few colours, the same each time."""

import io
import random

from PIL import Image, ImageDraw

SIDE = 480
WALLS = ["#b9c4b4", "#c9bfae", "#aebfc9", "#c4b4bf", "#b4b9c4", "#cfc8b8"]
CLOTHES = ["#4c5f4e", "#3f4d66", "#6b4a52", "#57534c", "#2f5d62", "#705a3c"]
SKINS = ["#6b4a3a", "#8a6248", "#b98a68", "#d9ae8c", "#e6c3a5", "#4f3528"]
HAIRS = ["#2b2320", "#4a3426", "#8a7a63", "#b0a08a", "#7a4b2e", "#3a3a3e"]


def draw(number: int, *, bearded: bool = False) -> bytes:
    """The portrait of this number, as JPEG; of some who may have one, with a beard."""
    pick = random.Random(number)
    image = Image.new("RGB", (SIDE, SIDE), pick.choice(WALLS))
    canvas, skin, hair = ImageDraw.Draw(image), pick.choice(SKINS), pick.choice(HAIRS)
    wide, tall = pick.randint(70, 84), pick.randint(84, 98)
    middle, eyes = SIDE // 2, 212
    long_hair = pick.random() < 0.4
    if long_hair:
        canvas.ellipse((middle - wide - 22, 96, middle + wide + 22, 376), fill=hair)
    canvas.ellipse((72, 336, SIDE - 72, 640), fill=pick.choice(CLOTHES))
    canvas.rounded_rectangle((middle - 34, 276, middle + 34, 366), 28, fill=skin)
    canvas.ellipse((middle - wide - 6, 112, middle + wide + 6, 222), fill=hair)
    canvas.ellipse((middle - wide, eyes - tall + 12, middle + wide, eyes + tall), fill=skin)
    fringe = pick.randint(150, 176)
    canvas.chord((middle - wide - 4, 108, middle + wide + 4, 2 * fringe - 96), 180, 360, fill=hair)
    if bearded and not long_hair and pick.random() < 0.45:
        canvas.chord((middle - wide + 6, 206, middle + wide - 6, 316), 15, 165, fill=hair)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=82)
    return out.getvalue()


def thumbnail(portrait: bytes, side: int) -> bytes:
    """A smaller one."""
    out = io.BytesIO()
    with Image.open(io.BytesIO(portrait)) as image:
        image.resize((side, side)).save(out, "JPEG", quality=82)
    return out.getvalue()
