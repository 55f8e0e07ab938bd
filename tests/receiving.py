"""A web server that remembers what it was sent."""

import asyncio
from dataclasses import dataclass, field


@dataclass
class Receiver:
    """An HTTP server that answers `status` and remembers what it got."""

    url: str = ""
    status: int = 200
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = {n.lower(): v.strip() for n, _, v in (line.partition(":") for line in head[1:] if line)}
        self.got.append((headers, await reader.readexactly(int(headers["content-length"]))))
        location = "Location: http://127.0.0.1:1/\r\n" if 300 <= self.status < 400 else ""
        writer.write(f"HTTP/1.1 {self.status} X\r\n{location}Content-Length: 2\r\nConnection: close\r\n\r\nno".encode())
        await writer.drain()
        writer.close()
