"""Draw the PNG icons of the installed app from the SVG files, with Chromium.

Run it after a change of an SVG: ``python -m coach.dev.icons``. The files are kept in git.
"""

from pathlib import Path

from playwright.sync_api import sync_playwright

from coach import paths

ICONS = paths.STATIC / "icons"
PICTURES = {  # the file, its source and its width in pixels
    "icon-192.png": (paths.STATIC / "icon.svg", 192),
    "icon-512.png": (paths.STATIC / "icon.svg", 512),
    "maskable-192.png": (ICONS / "maskable.svg", 192),
    "maskable-512.png": (ICONS / "maskable.svg", 512),
    "monochrome-512.png": (ICONS / "monochrome.svg", 512),
    "apple-touch-icon.png": (ICONS / "maskable.svg", 180),
}
CHROMIUM = "/usr/bin/chromium"


def draw(source: Path, width: int, target: Path) -> None:
    """Write a square picture of an SVG file; what the SVG leaves open stays transparent."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": width, "height": width})
        drawing = source.read_text(encoding="utf-8").replace("<svg ", f'<svg width="{width}" ', 1)
        page.set_content(f"<style>body {{ margin: 0 }} svg {{ display: block }}</style>{drawing}")
        page.screenshot(path=target, omit_background=True)
        browser.close()


if __name__ == "__main__":
    for name, (source, width) in PICTURES.items():
        draw(source, width, ICONS / name)
