"""Turn the bytes of a file into text, whatever program wrote them."""

import codecs
import re

LOOKED_AT = 4_000  # bytes
MANY_ZEROS = 0.3  # share of them: text in UTF-16 without a mark
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# some programs fold lines by bytes, and cut a letter in two
_CUT_LETTER = re.compile(rb"\r?\n[ \t](?=[\x80-\xbf])")


def decode(data: bytes) -> tuple[str, str]:
    """Return the text and the encoding in which it was read. No bytes raise an exception.

    The mark at the beginning decides, then many zeros (UTF-16), then what can be read: UTF-8,
    Windows-1252, and Latin-1, which reads everything.
    """
    if data.startswith(codecs.BOM_UTF8):
        return data.decode("utf-8-sig", errors="replace"), "utf-8-sig"
    if data.startswith(UTF_16):
        return data.decode("utf-16", errors="replace"), "utf-16"
    begin = data[:LOOKED_AT]
    if begin.count(0) > MANY_ZEROS * len(begin):
        encoding = "utf-16-le" if begin[1::2].count(0) >= begin[::2].count(0) else "utf-16-be"
        return data.decode(encoding, errors="replace"), encoding
    for encoding in ("utf-8", "cp1252"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            pass
        if encoding == "utf-8":
            try:
                return _CUT_LETTER.sub(b"", data).decode(encoding), encoding
            except UnicodeDecodeError:
                pass
    return data.decode("latin-1"), "latin-1"
