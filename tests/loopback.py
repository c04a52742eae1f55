"""The app on a port of this machine, served by waitress as in production."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import waitress
from flask import Flask
from waitress import wasyncore


@contextmanager
def on_loopback(app: Flask, threads: int, **options: int) -> Iterator[int]:
    """Serve an app with so many threads, and yield its port; end the server afterwards.

    ``options`` are more of waitress's.
    """
    server = waitress.create_server(app, host="127.0.0.1", port=0, threads=threads, **options)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield server.effective_port
    finally:
        server.task_dispatcher.shutdown(timeout=2)
        # by the thread that waits on these sockets: it fails where another one closes them
        server.trigger.pull_trigger(lambda: wasyncore.close_all(server._map))
        thread.join(timeout=5)
    assert not thread.is_alive()
