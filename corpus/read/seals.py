"""Seals: the red stamp over a notice's signature is lifted off, so that the words under it can be recognised."""

from __future__ import annotations

from PIL import Image

_SMALL_SIDE = 600
_LEAST, _MOST = 0.06, 0.3
"""A seal is so high, as a share of the page's longer side: an official one is 4.2 cm wide on A4."""
_ROUND = 0.7
_SPOKEN = 60
"""By so much (of 255) red outshines green and blue in the ink of a seal."""


def without_seals(picture: Image.Image) -> Image.Image:
    """Return the picture with what is red in each seal as pale as the paper; red words elsewhere stay."""
    # A tenth of a second each, only for who reads scans.
    import cv2
    import numpy as np

    scale = _SMALL_SIDE / max(picture.size)
    small = picture.resize((max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))).convert("RGB")
    shades = np.asarray(small).astype(np.int16)
    red = (shades[:, :, 0] - shades[:, :, 1:].max(axis=2) > _SPOKEN).astype(np.uint8)
    if not red.any():
        return picture
    whole = cv2.morphologyEx(red, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(whole)
    lifted = picture
    for left, top, width, height, _ in stats[1:].tolist():
        if min(width, height) < _ROUND * max(width, height):
            continue
        if not _LEAST * _SMALL_SIDE <= max(width, height) <= _MOST * _SMALL_SIDE:
            continue
        box = [int(edge / scale) for edge in (left - 2, top - 2, left + width + 2, top + height + 2)]
        lifted = _bleached(lifted, (max(box[0], 0), max(box[1], 0), box[2], box[3]))
    return lifted


def _bleached(picture: Image.Image, box: tuple[int, int, int, int]) -> Image.Image:
    """Return the picture with only the red light of this region, in which red ink is as bright as paper."""
    copy = picture.copy()
    light = picture.crop(box).getchannel("R")
    copy.paste(Image.merge("RGB", (light, light, light)), box[:2])
    return copy
