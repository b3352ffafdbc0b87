"""The page in Chromium: the whole way of an editor from paste to download, once with the keyboard alone; what axe says
of it; a draft of 100,000 characters; that nothing else is asked. With a folder as argument it leaves pictures there."""

import base64
import io
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import zipfile

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from common import SUNTING, Server, missing

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or missing("Chromium")
DRAFT = pathlib.Path("fixtures/articles/rusia-as.txt").read_text()


def open_page(browser, server, **options):
    context = browser.new_context(**{"locale": "id-ID", "accept_downloads": True, **options})
    page = context.new_page()
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("console", lambda message: message.type == "error" and page.faults.append(message.text))
    page.on("request", lambda request: request.url.startswith((server.url, "blob:")) or page.faults.append(request.url))
    page.goto(server.url)
    page.locator("#total:not(:empty)").wait_for()
    return page


def settled(page):
    """Waits until the findings shown are those of the text as it is."""
    page.wait_for_timeout(300)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(900)
    page.wait_for_load_state("networkidle")


def text(page):
    return page.input_value("#draft")


def with_the_mouse(browser, server):
    page = open_page(browser, server)
    page.click("#draft")
    page.keyboard.insert_text(DRAFT + "\nWarga pergi ke apotik. Dari apotik ia pulang , lalu tidur.")
    settled(page)
    card = page.locator(".card", has_text="apotik").first
    card.locator(".head").click()
    card.locator("summary").click()
    card.locator(".good").first.wait_for()
    card.get_by_role("button", name="Ganti di 2 tempat").click()
    settled(page)
    assert text(page).count("apotek") == 2
    page.keyboard.press("Control+z")
    assert text(page).count("apotik") == 2, "the browser's own undo takes it back as one step"
    page.keyboard.press("Control+Shift+z")
    settled(page)
    page.click("#safe")
    settled(page)
    assert "ia pulang, lalu" in text(page)
    page.click("#undo")
    assert "ia pulang , lalu" in text(page)
    settled(page)
    page.click("#safe")
    settled(page)
    card = page.locator(".card", has_text="bertemua").first
    card.locator(".head").click()
    card.get_by_role("button", name="Abaikan", exact=True).click()
    page.locator("#unignore").wait_for()
    assert page.locator(".card", has_text="bertemua").count() == 0
    card = page.locator(".card", has_text="Keamaan").first
    card.locator(".head").click()
    card.get_by_role("button", name="Tambah ke kosakata").click()
    settled(page)
    assert page.locator(".card", has_text="Keamaan").count() == 0
    page.select_option("#lang", "en")
    settled(page)
    assert page.inner_text("#save") == "Download" and "finding" in page.inner_text("#total")
    with page.expect_download() as download:
        page.click("#save")
    assert pathlib.Path(download.value.path()).read_text() == text(page)
    assert page.faults == [], page.faults
    return page


def with_a_file(browser, server):
    """A file in Windows-1252 with returns comes back as it was but for the correction."""
    page = open_page(browser, server)
    old = "Pasar dibuka lagi.\r\n\r\nWarga pergi ke apotik “baru”.\r\n".encode("cp1252")
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "berita.txt"
        path.write_bytes(old)
        page.set_input_files("#file", path)
        settled(page)
        page.keyboard.press("F8")
        page.keyboard.press("Alt+Enter")
        settled(page)
        with page.expect_download() as download:
            page.keyboard.press("Control+s")
        assert download.value.suggested_filename == "berita.txt"
        new = pathlib.Path(download.value.path()).read_bytes()
    assert new == old.replace(b"apotik", b"apotek"), new
    assert page.faults == [], page.faults


def document(*paragraphs):
    """A document as word processors write it, of paragraphs whose runs are given one by one."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    run = '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r>'.format
    body = "".join(f"<w:p>{''.join(map(run, runs))}</w:p>" for runs in paragraphs)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Target="word/document.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>',
        "word/document.xml": f"<w:document {space}><w:body>{body}</w:body></w:document>",
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + text)
    return made.getvalue()


#: Drafts in each form: faults that are mended beside markup, entities, emoji and words that are no copy.
FILES = {
    "naskah.md": """---
title: Pasar dibuka
---

# Pasar dibuka lagi

😀 Warga **tinggal dirumah** , lalu pergi ke [kantor](https://contoh.example/dirumah).

```
dirumah , lalu
```

- Ia  pulang &amp; tidur disana.
""".encode(),
    "naskah.html": """<!doctype html>\r
<html lang="id"><head><title>dirumah</title><style>p { color: red }</style></head>\r
<body><h1>Pasar dibuka&nbsp;lagi</h1>\r
<p class="dirumah">😀 Warga <b>tinggal dirumah</b> , lalu <i>pulang</i> &amp; tidur disana.</p>\r
<script>var dirumah = "a , b";</script></body></html>\r
""".encode(),
    "naskah.docx": document(["Pasar dibuka lagi"], ["😀 Warga ", "tinggal dirumah", " , lalu pulang &amp; tidur disana."]),
}

#: Lets a file fall on the page.
DROP = """([name, bytes]) => {
    const carried = new DataTransfer();
    carried.items.add(new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], name));
    for (const type of ["dragenter", "dragover", "drop"]) {
        draft.dispatchEvent(new DragEvent(type, { dataTransfer: carried, bubbles: true, cancelable: true }));
    }
}"""


def with_files_of_all_forms(browser, server):
    """A dropped file comes back in its own form, and is what the command line makes of it, byte for byte."""
    for name, old in FILES.items():
        page = open_page(browser, server)
        page.evaluate(DROP, [name, base64.b64encode(old).decode()])
        page.locator("#filename:not(:empty)").wait_for()
        settled(page)
        assert page.inner_text("#filename") == name
        assert "<" not in text(page) and "**" not in text(page), text(page)
        page.keyboard.press("Alt+Shift+Enter")
        settled(page)
        with page.expect_download() as download:
            page.click("#save")
        assert download.value.suggested_filename == name, page.inner_text("#toast")
        new = pathlib.Path(download.value.path()).read_bytes()
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / name
            path.write_bytes(old)
            subprocess.run([SUNTING, "check", "--no-config", "--fix", path], stdout=subprocess.DEVNULL)
            expected = path.read_bytes()
        assert new == expected != old, (name, new, expected)
        assert page.faults == [], page.faults


def with_the_keyboard(browser, server):
    page = open_page(browser, server)
    page.keyboard.type("Ia tinggal dirumah. Ia ke apotik. Ia bertemua warga.", delay=5)
    settled(page)
    page.keyboard.press("F8")
    assert "dirumah" in page.inner_text("#told"), page.inner_text("#told")
    page.keyboard.press("Alt+Enter")
    assert text(page).startswith("Ia tinggal di rumah."), text(page)
    settled(page)
    page.keyboard.press("Control+Home")
    page.keyboard.press("F8")
    page.keyboard.press("F6")
    focus = "document.activeElement.closest('.card')?.textContent ?? document.activeElement.id"
    assert "apotik" in page.evaluate(focus), page.evaluate(focus)
    page.keyboard.press("ArrowDown")
    assert "bertemua" in page.evaluate(focus)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert "apotek" in text(page)
    assert "bertemua" in page.evaluate(focus), "the focus goes on to the next finding"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "draft"
    page.keyboard.press("F8")
    page.keyboard.press("Alt+Delete")
    settled(page)
    assert page.inner_text("#total") == "Tidak ada temuan", page.inner_text("#total")
    with page.expect_download():
        page.keyboard.press("Control+s")
    assert page.faults == [], page.faults


def with_axe(browser, server, pictures):
    looks = {
        "light": {"viewport": {"width": 1280, "height": 860}, "color_scheme": "light"},
        "dark": {"viewport": {"width": 1280, "height": 860}, "color_scheme": "dark"},
        "phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "light", "is_mobile": True},
    }
    for name, look in looks.items():
        page = open_page(browser, server, **look)
        page.click("#draft")
        page.keyboard.insert_text(DRAFT)
        settled(page)
        page.keyboard.press("Control+Home")
        for _ in range(3):
            page.keyboard.press("F8")
        page.wait_for_timeout(600)
        if pictures:
            page.screenshot(path=f"{pictures}/page-{name}.png")
        page.locator(".card.here summary").click()
        page.locator(".card.here .good").first.wait_for()
        grave = [one for one in Axe().run(page).response["violations"] if one["impact"] in ("serious", "critical")]
        assert grave == [], [(one["id"], [node["html"] for node in one["nodes"]]) for one in grave]
        page.keyboard.press("Escape")
        page.click("#keys")
        grave = [one for one in Axe().run(page).response["violations"] if one["impact"] in ("serious", "critical")]
        assert grave == [], [(one["id"], [node["html"] for node in one["nodes"]]) for one in grave]
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wide) <= 0, f"{name}: the page is wider than the window"
        same = "[mirror, draft].map(node => node.scrollHeight)"
        mirror, draft = page.evaluate(same)
        assert mirror == draft, (name, mirror, draft)
        assert page.faults == [], page.faults


def with_a_long_draft(browser, server):
    long = "\n\n".join([DRAFT] * 60)[:100_000]
    page = open_page(browser, server)
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "panjang.txt"
        path.write_text(long)
        page.set_input_files("#file", path)
        settled(page)
    page.evaluate(
        """() => {
            window.waits = [];
            draft.addEventListener("keydown", () => {
                const before = performance.now();
                requestAnimationFrame(() => setTimeout(() => waits.push(performance.now() - before)));
            });
            const middle = draft.value.indexOf("\\n", 50000);
            draft.focus();
            draft.setSelectionRange(middle, middle);
        }"""
    )
    page.keyboard.type(" Ia pergi ke apotik dan pulang kerumah lagi", delay=60)
    page.wait_for_timeout(400)
    soon = page.evaluate("[...document.querySelectorAll('mark')].filter(mark => mark.textContent === 'apotik').length")
    settled(page)
    waits = sorted(page.evaluate("waits"))
    print(f"  100,000 characters: key to picture {statistics.median(waits):.0f} ms, 95 % {waits[int(len(waits) * 0.95)]:.0f} ms")
    assert soon == 1, "the paragraph is checked while one writes"
    assert statistics.median(waits) < 100, waits
    assert page.faults == [], page.faults


def main(pictures=None):
    with Server("--no-config", "--lang", "id") as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        with_the_mouse(browser, server)
        with_a_file(browser, server)
        with_files_of_all_forms(browser, server)
        with_the_keyboard(browser, server)
    # The words that were accepted above are forgotten with their server.
    with Server("--no-config", "--lang", "id") as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        with_axe(browser, server, pictures)
        with_a_long_draft(browser, server)
    print("  Chromium: mouse, files of all forms, keyboard, axe, long draft")


if __name__ == "__main__":
    main(*sys.argv[1:2])
