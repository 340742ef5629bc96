"""The Python peers, driven by the Rust binary beside this file.

usage: peers.py resiliparse|trafilatura
Prints "ready VERSION". Then, for each page on standard input ([u32 little-endian length][URL], the
same for the HTML), cleans it and prints the seconds spent, or "error NAME".
"""
import struct
import sys
import time
from importlib.metadata import version


def resiliparse():
    from resiliparse.extract.html2text import extract_plain_text

    return lambda html, url: extract_plain_text(html, main_content=True)


def trafilatura():
    import logging

    from trafilatura import extract

    logging.disable(logging.CRITICAL)
    return lambda html, url: extract(html, url=url or None, with_metadata=True)


def read(stream):
    head = stream.read(4)
    if len(head) < 4:
        return None
    (length,) = struct.unpack("<I", head)
    return stream.read(length).decode("utf-8", "replace")


def main():
    name = sys.argv[1]
    clean = {"resiliparse": resiliparse, "trafilatura": trafilatura}[name]()
    clean("<p>A first page, so that lazy imports are not timed.</p>", "https://example.org/")
    print("ready", version(name), flush=True)
    while (url := read(sys.stdin.buffer)) is not None:
        html = read(sys.stdin.buffer)
        start = time.perf_counter()
        try:
            clean(html, url)
            print(time.perf_counter() - start, flush=True)
        except Exception as error:
            print("error", type(error).__name__, flush=True)


if __name__ == "__main__":
    main()
