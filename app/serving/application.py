"""The application: the page that Gradio serves, and around it the layers a request goes through, the first one last."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import gradio as gr
from fastapi import FastAPI
from gradio.routes import App
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import BaseRoute, Mount
from starlette.types import ASGIApp

from app.serving.errors import Errors
from app.serving.forgetting import Forgetting
from app.serving.forwarded import Forwarded
from app.serving.guard import guard
from app.serving.headers import SecurityHeaders
from app.serving.health import Health
from app.serving.limits import Limits
from app.serving.options import Options
from app.serving.origin import Origin
from app.serving.reach import Reach
from app.serving.sessions import Sessions, keep_little
from app.serving.sign_in import SignIn
from app.web import chat

_SHARE_OF_ONE = 4
"""One client may have a fourth of what may be open."""


@dataclass(frozen=True)
class Application:
    """`app` is what the server runs; `page` and `inner` are Gradio's: the page, and the application that is in the middle."""

    app: ASGIApp
    page: gr.Blocks
    inner: App

    def let_go(self) -> None:
        """Ends the streams of open pages, which the server would otherwise wait for when it stops."""
        self.page.is_running = False
        self.inner.stop_event.set()


def share(connections: int) -> int:
    """How many of the open connections one client may have."""
    return max(1, connections // _SHARE_OF_ONE)


def application(
    blocks: gr.Blocks, options: Options, check: Callable[[], object], routes: Sequence[BaseRoute] = ()
) -> Application:
    """Puts the layers around a page, and around the routes beside it, which need a row in `reach.ROUTES`.

    `check` raises where nothing can be answered. Raises SettingError for a users' file that cannot be used.
    """
    guard(blocks)
    mounted = _mounted(blocks, options, routes)
    inner = next(route.app for route in mounted.routes if isinstance(route, Mount) and isinstance(route.app, App))
    keep_little(blocks, inner)
    app: ASGIApp = Forgetting(Errors(mounted), Sessions(blocks))
    if options.users:
        app = SignIn(app, options.users)
    app = Health(app, check)
    app = Limits(app, options.per_client, share(options.connections))
    app = Reach(app, options.root_path)
    app = Origin(app, options.allowed_hosts)
    app = Forwarded(app)
    app = SecurityHeaders(app)
    app = GZipMiddleware(app, minimum_size=1000, compresslevel=5)
    return Application(app, blocks, inner)


def _mounted(blocks: gr.Blocks, options: Options, routes: Sequence[BaseRoute]) -> FastAPI:
    blocks.queue(default_concurrency_limit=options.at_once, max_size=options.waiting, api_open=False)
    blocks.state_session_capacity = options.conversations
    app = FastAPI(routes=list(routes), docs_url=None, redoc_url=None, openapi_url=None)
    mounted: FastAPI = gr.mount_gradio_app(
        app,
        blocks,
        path="/",
        root_path=options.root_path or None,
        footer_links=[],
        run_history=False,
        allowed_paths=[],
        show_error=False,
        max_file_size=1,
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
        theme=chat.theme(),
        css=chat.style(),
    )
    return mounted
