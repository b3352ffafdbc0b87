"""What the client tests share: a server on a free port, and a word for a program that is not there."""

import os
import subprocess
import sys

SUNTING = os.environ.get("SUNTING", "target/release/sunting")


class Server:
    """The built tool, serving until the block ends."""

    def __init__(self, *args, cwd=None):
        command = [os.path.abspath(SUNTING), "serve", "--listen", "127.0.0.1:0", *args]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=cwd)
        self.url = self.process.stdout.readline().strip()
        assert self.url, self.process.stderr.read()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.said = self.process.communicate()[1]

    def memory(self):
        """Resident memory in MB."""
        with open(f"/proc/{self.process.pid}/status") as status:
            line = next(line for line in status if line.startswith("VmRSS"))
        return int(line.split()[1]) // 1024


def missing(what):
    sys.exit(f"  {what} is not there; see requirements.txt")
