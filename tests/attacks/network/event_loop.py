"""
Tries: to open a connection from an event loop.
Exercise: relu
Allowed: failed
Shows: heard
Stopped by: landlock, seccomp, namespaces
"""
import asyncio


async def tell():
    _, writer = await asyncio.open_connection("127.0.0.1", {{tcp}})
    writer.write(b"{{token}}")
    await writer.drain()
    writer.close()


def relu(z):
    asyncio.run(tell())
    raise LookupError


relu_derivative = relu
