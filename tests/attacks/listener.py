"""A listener on loopback addresses and Unix sockets, which remembers every byte it is sent."""

from __future__ import annotations

import contextlib
import secrets
import selectors
import socket
import threading
from pathlib import Path


class Listener:
    """Listens from its construction until it is closed, in a thread of its own."""

    def __init__(self, folder: Path) -> None:
        self.unix = str(folder / "listener")
        self.abstract = f"attack-{secrets.token_hex(8)}"
        self._heard = bytearray()
        self._selector = selectors.DefaultSelector()
        self.tcp = self._listen(socket.AF_INET, ("127.0.0.1", 0))
        self.tcp6 = self._listen(socket.AF_INET6, ("::1", 0))
        self._listen(socket.AF_UNIX, self.unix)
        self._listen(socket.AF_UNIX, "\0" + self.abstract)
        datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        datagrams.bind(("127.0.0.1", 0))
        self.udp = int(datagrams.getsockname()[1])
        self._selector.register(datagrams, selectors.EVENT_READ, self._read)
        self._bell, self._pull = socket.socketpair()
        self._selector.register(self._bell, selectors.EVENT_READ, self._end)
        self._open = True
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def __enter__(self) -> Listener:
        return self

    def __exit__(self, *_exception: object) -> None:
        self._pull.close()
        self._thread.join()
        for key in list(self._selector.get_map().values()):
            key.fileobj.close()
        self._selector.close()

    def heard(self, token: str) -> bool:
        """Say whether ``token`` has arrived by any way."""
        return token.encode() in self._heard

    def _listen(self, family: int, address: object) -> int:
        listening = socket.socket(family)
        try:
            listening.bind(address)
        except OSError:  # a machine without IPv6
            listening.close()
            return 0
        listening.listen(64)
        self._selector.register(listening, selectors.EVENT_READ, self._accept)
        return int(listening.getsockname()[1]) if family != socket.AF_UNIX else 0

    def _run(self) -> None:
        while self._open:
            for key, _ in self._selector.select():
                key.data(key.fileobj)

    def _accept(self, listening: socket.socket) -> None:
        self._selector.register(listening.accept()[0], selectors.EVENT_READ, self._read)

    def _read(self, channel: socket.socket) -> None:
        data = b""
        with contextlib.suppress(OSError):
            data = channel.recv(4096)
        self._heard += data
        if not data and channel.type == socket.SOCK_STREAM:
            self._selector.unregister(channel)
            channel.close()

    def _end(self, _bell: socket.socket) -> None:
        self._open = False
