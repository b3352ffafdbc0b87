"""64 connections with texts of all sizes, slow clients beside them, and one very long text.

No error but the announced 413 and 429, bounded memory, and no request that waits much longer than the others.
`load.py SECONDS` says how long (60)."""

import http.client
import random
import socket
import statistics
import sys
import threading
import time
import urllib.parse

from common import Server

CONNECTIONS = 64
SENTENCE = "Wali kota itu bertemua dengan pedagang pasar di apotik, kata Budi Santoso, Selasa (14/5). 😀\n"


def body(n_sentences):
    form = {"language": "id-ID", "text": SENTENCE * n_sentences}
    return urllib.parse.urlencode(form).encode()


#: Mostly paragraphs, some articles, now and then a long one.
BODIES = [body(1)] * 6 + [body(5)] * 3 + [body(40)] * 2 + [body(400)]


def client(host, until, seed, results):
    chance = random.Random(seed)
    connection = http.client.HTTPConnection(host, timeout=60)
    while time.monotonic() < until:
        sent = chance.choice(BODIES)
        before = time.monotonic()
        try:
            connection.request("POST", "/v2/check", sent, {"Content-Type": "application/x-www-form-urlencoded"})
            answer = connection.getresponse()
            answer.read()
            results.append((answer.status, time.monotonic() - before, len(sent)))
        except OSError as error:
            results.append((repr(error), time.monotonic() - before, len(sent)))
            connection = http.client.HTTPConnection(host, timeout=60)


def slow(host):
    """Sockets that begin a request and never end it."""
    name, port = host.split(":")
    sockets = []
    for _ in range(40):
        one = socket.create_connection((name, int(port)))
        one.sendall(f"POST /v2/check HTTP/1.1\r\nHost: {host}\r\nContent-Length: 1000\r\n\r\ntext=".encode())
        sockets.append(one)
    return sockets


def main(seconds=10):
    with Server("--no-config", "--lang", "id") as server:
        host = server.url.removeprefix("http://")
        held = slow(host)
        results, until = [], time.monotonic() + seconds
        threads = [threading.Thread(target=client, args=(host, until, n, results)) for n in range(CONNECTIONS)]
        for thread in threads:
            thread.start()
        most = 0
        while any(thread.is_alive() for thread in threads):
            most = max(most, server.memory())
            time.sleep(0.25)
        statuses = {status: sum(1 for one in results if one[0] == status) for status in {one[0] for one in results}}
        times = sorted(one[1] for one in results if one[0] == 200)
        median, p99 = statistics.median(times), times[int(len(times) * 0.99)]
        print(f"  {len(results)} answers in {seconds} s: {statuses}; median {median * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms, {most} MB")
        long = http.client.HTTPConnection(host, timeout=60)
        before = time.monotonic()
        long.request("POST", "/v2/check", body(1_000_000 // (len(SENTENCE.encode("utf-16-le")) // 2)))
        status = long.getresponse().status
        print(f"  a text of a million characters: {status} in {time.monotonic() - before:.1f} s, then {server.memory()} MB")
        assert set(statuses) <= {200, 413, 429}, statuses
        assert status == 200 and most < 1024
        assert p99 < 5 * median, (median, p99)
        for one in held:
            one.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
