"""Writes jpeg.json: small JPEG files made by OpenCV 4.6 (libjpeg-turbo) and the pixels it decodes from them.

The pictures are made from formulas. Run with Debian's python3 (packages python3-opencv, python3-numpy) and jpegtran
(package libjpeg-turbo-progs), which rearranges coefficients into other scans.
"""

import base64
import json
import pathlib
import subprocess
import tempfile

import cv2
import numpy

y, x = numpy.mgrid[0:21, 0:35].astype(numpy.float64)
red = 120 + 90 * numpy.sin(x / 5) * numpy.cos(y / 7)
green = 128 + 60 * numpy.cos((x + y) / 9)
blue = 40 + 5 * x
colour = numpy.clip(numpy.stack([blue, green, red], axis=2), 0, 255).astype(numpy.uint8)
grey = cv2.cvtColor(colour, cv2.COLOR_BGR2GRAY)

cases = {
    "grey, quality 90": (grey, [cv2.IMWRITE_JPEG_QUALITY, 90]),
    "colour 4:2:0, quality 95": (colour, [cv2.IMWRITE_JPEG_QUALITY, 95]),
    "colour 4:2:0, quality 40, restart every 2": (
        colour,
        [cv2.IMWRITE_JPEG_QUALITY, 40, cv2.IMWRITE_JPEG_RST_INTERVAL, 2],
    ),
    "colour 4:2:0, own Huffman tables": (colour, [cv2.IMWRITE_JPEG_QUALITY, 85, cv2.IMWRITE_JPEG_OPTIMIZE, 1]),
    "colour 4:2:0, progressive": (colour, [cv2.IMWRITE_JPEG_QUALITY, 92, cv2.IMWRITE_JPEG_PROGRESSIVE, 1]),
    "grey, progressive": (grey, [cv2.IMWRITE_JPEG_QUALITY, 70, cv2.IMWRITE_JPEG_PROGRESSIVE, 1]),
    "colour 4:2:0, progressive, restart every 2": (colour, "-progressive -restart 2B"),
    "colour 4:2:0, sequential, a scan a component": (colour, "0;1;2;"),
    "colour 4:2:0, progressive, three bits refined": (
        colour,
        "0,1,2:0-0,0,2; 0:1-5,0,3; 2:1-63,0,2; 1:1-63,0,2; 0:6-63,0,3; 0:1-63,3,2; 0,1,2:0-0,2,1; "
        "0:1-63,2,1; 1:1-63,2,1; 2:1-63,2,1; 0,1,2:0-0,1,0; 2:1-63,1,0; 1:1-63,1,0; 0:1-63,1,0;",
    ),
}


def rearranged(file, how):
    """The file with its coefficients in other scans: jpegtran's options, or a scan script."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as script:
        script.write(how)
        script.flush()
        options = how.split() if how.startswith("-") else ["-scans", script.name]
        return subprocess.run(["jpegtran", *options], input=file, capture_output=True, check=True).stdout


result = []
for name, (picture, options) in cases.items():
    quality = [cv2.IMWRITE_JPEG_QUALITY, 93] if isinstance(options, str) else options
    ok, file = cv2.imencode(".jpg", picture, quality)
    if isinstance(options, str):
        file = numpy.frombuffer(rearranged(file.tobytes(), options), numpy.uint8)
    decoded = cv2.imdecode(file, cv2.IMREAD_UNCHANGED)
    if decoded.ndim == 3:
        decoded = decoded[:, :, ::-1]
    result.append(
        {
            "name": name,
            "file": base64.b64encode(file.tobytes()).decode(),
            "width": int(decoded.shape[1]),
            "height": int(decoded.shape[0]),
            "channels": 1 if decoded.ndim == 2 else 3,
            "pixels": base64.b64encode(numpy.ascontiguousarray(decoded).tobytes()).decode(),
        }
    )
document = {"pictures": result}
pathlib.Path(__file__).with_name("jpeg.json").write_text(json.dumps(document, indent=1) + "\n")
