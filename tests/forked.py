"""A stand-in for `python -m MODULE ARGUMENTS`, where something else starts the process: `python tests/forked.py PLACE MODULE
ARGUMENTS` has it forked (`tests.forking`) with its own streams and environment, passes SIGTERM on, and ends as it ends.

It imports little, so that it starts at once.
"""

import json
import os
import signal
import socket
import sys


def main() -> None:
    place, module, *args = sys.argv[1:]
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as to:
        to.connect(place)
        asked = {"module": module, "args": [module, *args], "env": dict(os.environ), "folder": os.getcwd()}
        socket.send_fds(to, [json.dumps(asked).encode()], [0, 1, 2])
        pid = int(to.recv(64))
        signal.signal(signal.SIGTERM, lambda *_: os.kill(pid, signal.SIGTERM))
        code = int(to.recv(64) or b"1")
    sys.exit(code if code >= 0 else 128 - code)


if __name__ == "__main__":
    main()
