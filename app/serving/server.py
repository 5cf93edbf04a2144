"""Serving the chat: uvicorn with the project's own limits and log, in the foreground or, for tests, in a thread."""

from __future__ import annotations

import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import gradio as gr
import uvicorn
from starlette.routing import BaseRoute

from app import wording
from app.assistant import Assistant
from app.interface import mcp_server
from app.interface.tools import Tools
from app.opening import open_model
from app.page import drawing
from app.serving.application import Application, application, share
from app.serving.options import Options
from app.serving.protocol import LARGEST_HEAD, protocol
from app.web import chat
from ingest.store import Store

_LAST_ANSWERS = 5
"""Seconds that answers under way have when the server is stopped."""
_LOG: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "stream": "ext://sys.stderr"}},
    "loggers": {
        name: {"handlers": ["stderr"], "level": "WARNING", "propagate": False}
        for name in ("uvicorn", "uvicorn.error", "faktaark")
    },
}
"""There is no log of requests: addresses hold questions."""


class Server(uvicorn.Server):
    """Tells when it has begun, and lets the streams of open pages go when it stops."""

    def __init__(self, config: uvicorn.Config, served: Application, told: Callable[[], None]) -> None:
        super().__init__(config)
        self._served = served
        self._told = told

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begins."""
        await super().startup(sockets)
        self._told()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Ends."""
        self._served.let_go()
        await super().shutdown(sockets)


def serve(store: Store, options: Options) -> None:
    """Serves the chat until it is stopped. Exits with a message where the port cannot be had. Raises SettingError."""
    assistant = Assistant(store, open_model())
    blocks = chat.build(assistant, lambda: store.embeddings.is_loaded)
    beside = [mcp_server.route(Tools(assistant), options.at_once)]
    served = application(blocks, options, assistant.refresh, beside)
    try:
        listening = _listen(options)
    except OSError as error:
        said = wording.PORT_TAKEN.format(port=options.port, host=options.host, reason=error.strerror, other=options.port + 1)
        sys.exit(said)
    threading.Thread(target=_warm_up, args=(store,), daemon=True).start()
    _more_files(options.connections)
    address = f"http://{_written(options.host)}:{options.port}{options.root_path}"
    told = wording.SERVING.format(address=address)
    server = Server(_config(served, options), served, lambda: print(told, flush=True))  # noqa: T201 - the command's own output
    with suppress(KeyboardInterrupt):
        server.run(sockets=[listening])


@contextmanager
def running(
    blocks: gr.Blocks, options: Options, check: Callable[[], object] = lambda: None, routes: Sequence[BaseRoute] = ()
) -> Iterator[str]:
    """Serves a page and the routes beside it in a thread, as long as the block lasts; gives its address."""
    served = application(blocks, options, check, routes)
    server = Server(_config(served, options), served, lambda: None)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [_listen(options)]}, daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.01)
    try:
        yield f"http://{_written(options.host)}:{options.port}{options.root_path}"
    finally:
        server.should_exit = True
        thread.join(2 * _LAST_ANSWERS)


def _config(served: Application, options: Options) -> uvicorn.Config:
    return uvicorn.Config(
        served.app,
        http=protocol(share(options.connections), options.trusted_proxy),
        ws="none",
        log_config=_LOG,
        access_log=False,
        server_header=False,
        proxy_headers=bool(options.trusted_proxy),
        forwarded_allow_ips=options.trusted_proxy,
        limit_concurrency=options.connections,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=_LAST_ANSWERS,
        h11_max_incomplete_event_size=LARGEST_HEAD,
    )


def _listen(options: Options) -> socket.socket:
    """A socket that listens. Raises OSError where the address or the port cannot be had."""
    host = options.host.strip("[]")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, options.port))
        listening.listen(1024)
    except OSError:
        listening.close()
        raise
    return listening


def _written(host: str) -> str:
    """The host as it stands in an address."""
    return f"[{host.strip('[]')}]" if ":" in host else host


def _warm_up(store: Store) -> None:
    """Loads what only some answers need, texts and pictures, so that the page does not wait for it."""
    store.embeddings.load()
    drawing.warm_up()


def _more_files(connections: int) -> None:
    """Lets the process have a file open for each connection, as far as the system allows it."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = connections + 500
    if soft < wanted:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (min(wanted, hard) if hard > 0 else wanted, hard))
