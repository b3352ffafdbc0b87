"""The findings of the page and of the LanguageTool interface against those of the command line, article by article.

`parity.py FILE.jsonl[.gz] [N]` takes the first N (200) records of a file with `text` and `date`; without a file the
articles among the fixtures are taken, which a test of the crate does, too."""

import gzip
import json
import pathlib
import subprocess
import sys
import urllib.parse
import urllib.request

from common import SUNTING, Server


def articles(path, count):
    if path is None:
        for file in sorted(pathlib.Path("fixtures/articles").glob("*.txt")):
            yield file.read_text(), None
        return
    opened = gzip.open(path, "rt") if path.endswith(".gz") else open(path)
    for line, _ in zip(opened, range(count)):
        record = json.loads(line)
        yield record["text"], (record.get("date") or "")[:10] or None


def command_line(text, date):
    args = [SUNTING, "check", "-", "--no-config", "--lang", "id", "--format", "jsonl", "--min-severity", "warning"]
    out = subprocess.run(args + (["--date", date] if date else []), input=text.encode(), stdout=subprocess.PIPE).stdout
    data = text.encode()
    units = lambda at: len(data[:at].decode().encode("utf-16-le")) // 2
    found = [json.loads(line) for line in out.decode().split("\n") if line]
    return [(units(one["start"]), units(one["end"]), one["message"]) for one in found]


def main(path=None, count=200):
    with Server("--no-config", "--lang", "id") as server:
        n_articles = n_findings = 0
        for text, date in articles(path, count):
            request = urllib.request.Request(f"{server.url}/api/check", json.dumps({"text": text, "date": date}).encode())
            page = json.load(urllib.request.urlopen(request))["findings"]
            page = [(one["start"], one["end"], one["message"]) for one in page]
            expected = command_line(text, date)
            assert page == expected, (text[:80], set(page) ^ set(expected))
            form = urllib.parse.urlencode({"language": "id", "text": text}).encode()
            tool = json.load(urllib.request.urlopen(f"{server.url}/v2/check", form))["matches"]
            tool = [(one["offset"], one["offset"] + one["length"], one["message"]) for one in tool]
            # The interface has no publication date to hand on.
            expected = command_line(text, None) if date else expected
            assert tool == expected, (text[:80], set(tool) ^ set(expected))
            n_articles += 1
            n_findings += len(page)
        print(f"  {n_articles} articles, {n_findings} findings, the same in all three")


if __name__ == "__main__":
    main(*sys.argv[1:2], *map(int, sys.argv[2:3]))
