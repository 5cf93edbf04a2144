"""`python -m app`: questions answered in the terminal, for scripts, and in the web chat."""

from __future__ import annotations

import argparse
import json
import sys

from app import wording
from app.assistant import Assistant
from app.opening import open_model, open_store
from app.serving.options import from_settings
from app.serving.user_command import let_in
from ingest import settings
from ingest.embedding import ModelError
from ingest.errors import SettingError, SheetError
from ingest.store import Store, StoreError
from ingest.streams import as_utf8, use_utf8


def main(arguments: list[str] | None = None) -> int:
    """Exit code: 0 answered (a refusal is an answer), 1 the store cannot be used, 2 bad usage."""
    use_utf8()
    options = _parser().parse_args(arguments)
    try:
        if options.command == "user":
            return let_in(options.name, options.file)
        if options.command == "serve":
            return _serve(options)
        return _ask(Assistant(_store(options), open_model()), options)
    except (StoreError, ModelError, SheetError, SettingError) as error:
        print(error, file=sys.stderr)
        return 1


def _store(options: argparse.Namespace) -> Store:
    return open_store(options.store or settings.store_address())


def _serve(options: argparse.Namespace) -> int:
    serving = from_settings(options.host, options.port)
    store = _store(options)
    from app.serving.server import serve

    serve(store, serving)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m app", description=wording.CLI_DESCRIPTION)
    commands = parser.add_subparsers(dest="command", required=True)
    serve = commands.add_parser("serve", help=wording.HELP_SERVE)
    serve.add_argument("--host", help=wording.HELP_HOST)
    serve.add_argument("--port", type=int, help=wording.HELP_PORT)
    user = commands.add_parser("user", help=wording.HELP_USER)
    user.add_argument("name", metavar=wording.USER_NAME, help=wording.HELP_USER_NAME)
    user.add_argument("--file", help=wording.HELP_USERS_FILE)
    ask = commands.add_parser("ask", help=wording.HELP_ASK)
    ask.add_argument("turns", nargs="*", metavar=wording.QUESTION, help=wording.HELP_TURNS)
    ask.add_argument("--json", action="store_true", help=wording.HELP_JSON)
    ask.add_argument("--jsonl", action="store_true", help=wording.HELP_JSONL)
    ask.add_argument("--explain", action="store_true", help=wording.HELP_EXPLAIN)
    for command in (serve, ask):
        command.add_argument("--store", help=wording.HELP_STORE)
    return parser


def _ask(assistant: Assistant, options: argparse.Namespace) -> int:
    if options.jsonl:
        return _ask_lines(assistant)
    if not options.turns:
        print(wording.NO_QUESTION, file=sys.stderr)
        return 2
    turns = [as_utf8(turn) for turn in options.turns]
    answer, milliseconds = assistant.ask(turns)
    if options.json:
        print(json.dumps(answer.as_json(None, milliseconds), ensure_ascii=False, indent=2))
        return 0
    print(wording.terminal(answer))
    if options.explain:
        print("\n".join(assistant.explain(turns)))
    return 0


def _ask_lines(assistant: Assistant) -> int:
    """A line in, a line out, in order, flushed; a line that is no question gets an error object."""
    code = 0
    for line in sys.stdin:
        if not line.strip():
            continue
        try:
            asked = json.loads(line)
            turns = [str(turn) for turn in asked["turns"]]
            identity = str(asked["id"]) if "id" in asked else None
        except (ValueError, KeyError, TypeError):
            print(json.dumps({"error": wording.BAD_LINE.format(line=line.strip()[:80])}, ensure_ascii=False), flush=True)
            code = 2
            continue
        try:
            answer, milliseconds = assistant.ask(turns)
        except (StoreError, ModelError) as error:
            told = {"id": identity} if identity is not None else {}
            print(json.dumps(told | {"error": str(error)}, ensure_ascii=False), flush=True)
            code = code or 1
            continue
        print(json.dumps(answer.as_json(identity, milliseconds), ensure_ascii=False), flush=True)
    return code


if __name__ == "__main__":
    sys.exit(main())
