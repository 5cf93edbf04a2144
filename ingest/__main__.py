"""`python -m ingest`: sheets into the store, and the store listed."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ingest import listing, settings, wording
from ingest.building import build
from ingest.embedding import ModelError, SheetEmbeddings
from ingest.errors import SettingError, SheetError
from ingest.store import Store, StoreError
from ingest.streams import use_utf8


def main(arguments: list[str] | None = None) -> int:
    """Exit code: 0 all went in, 1 some file could not be read or the store not be used, 2 bad usage."""
    use_utf8()
    parser = argparse.ArgumentParser(prog="python -m ingest", description=wording.CLI_DESCRIPTION)
    parser.add_argument("corpus", nargs="?", type=Path, default=settings.DEFAULT_CORPUS, help=wording.HELP_CORPUS)
    parser.add_argument("--store", help=wording.HELP_STORE)
    parser.add_argument("--list", action="store_true", help=wording.HELP_LIST)
    parser.add_argument("--json", action="store_true", help=wording.HELP_JSON)
    options = parser.parse_args(arguments)
    if options.json and not options.list:
        parser.error(wording.HELP_JSON)
    try:
        address = options.store or settings.store_address()
        embeddings = SheetEmbeddings()
        if options.list:
            sheets = Store.open(address, embeddings).sheets()
            print(listing.as_json(sheets) if options.json else listing.as_text(sheets))
            return 0
        outcome = build(options.corpus, address, embeddings)
    except SheetError as error:
        print(error, file=sys.stderr)
        return 2
    except (StoreError, ModelError, SettingError) as error:
        print(error, file=sys.stderr)
        return 1
    print("\n".join(outcome.lines))
    for error_line in outcome.errors:
        print(error_line, file=sys.stderr)
    return 1 if outcome.errors else 0


if __name__ == "__main__":
    sys.exit(main())
