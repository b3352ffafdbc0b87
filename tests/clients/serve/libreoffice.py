"""LibreOffice without a window, with the extension installed: an Indonesian paragraph comes back with its findings."""

import os
import pathlib
import shutil
import subprocess
import tempfile
import zipfile

from common import Server, missing

if not shutil.which("soffice"):
    missing("LibreOffice")

#: Run by the Python that LibreOffice's own module belongs to.
INSIDE = r'''
import sys, time, uno
from com.sun.star.lang import Locale
local = uno.getComponentContext()
resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
for _ in range(120):
    try:
        context = resolver.resolve(f"uno:socket,host=127.0.0.1,port={sys.argv[1]};urp;StarOffice.ComponentContext")
        break
    except Exception:
        time.sleep(0.5)
manager = context.ServiceManager
checker = manager.createInstanceWithContext("org.openoffice.lingu.LanguageToolGrammarChecker", context)
locale = Locale("id", "ID", "")
assert checker.hasLocale(locale), [(l.Language, l.Country) for l in checker.getLocales()]
for text, expected in [
    ("\U0001F600 Ia tinggal dirumah, lalu ke apotik.", ["dirumah", "apotik"]),
    ("Laba naik 5% & rugi = 3+4, kata warga dirumah.", ["dirumah"]),
    ("Bersih dan rapi.", []),
]:
    units = text.encode("utf-16-le")
    result = checker.doProofreading("1", text, locale, 0, len(units) // 2, ())
    found = [units[2 * e.nErrorStart : 2 * (e.nErrorStart + e.nErrorLength)].decode("utf-16-le") for e in result.aErrors]
    assert found == expected, (text, found)
    if found:
        assert result.aErrors[0].aSuggestions[0] == "di rumah", result.aErrors[0].aSuggestions
        colours = [p.Value for p in result.aErrors[0].aProperties if p.Name == "LineColor"]
        assert colours == [0xFF0000], colours
print("  LibreOffice: findings at their places, behind an emoji and beside & % + =, in red")
desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
try:
    desktop.terminate()
except Exception:
    pass
'''

PORT = "20815"


def extension(folder, url):
    """The extension as `cargo xtask oxt` packs it, with the address of this test's server."""
    source = pathlib.Path("editors/libreoffice")
    target = folder / "sunting.oxt"
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(source.rglob("*.x*")):
            text = path.read_text().replace("http://127.0.0.1:8081", url)
            archive.writestr(str(path.relative_to(source)), text)
    return target


def main():
    with Server("--no-config", "--lang", "id") as server, tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        packed = extension(folder, server.url)
        # Extensions are not installed by root, who is who tests often run as.
        run = ["runuser", "-u", "nobody", "--", "env", f"HOME={folder}"] if os.geteuid() == 0 else []
        folder.chmod(0o777)
        subprocess.run([*run, "unopkg", "add", profile, str(packed)], check=True, stdout=subprocess.DEVNULL)
        office = subprocess.Popen(
            [*run, "soffice", profile, "--headless", "--norestore", f"--accept=socket,host=127.0.0.1,port={PORT};urp;"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            subprocess.run(["/usr/bin/python3", "-c", INSIDE, PORT], check=True, timeout=180)
        finally:
            office.terminate()
            office.wait(30)


if __name__ == "__main__":
    main()
