"""Run the check from the shell, also from a copy of this folder: python -I -S FOLDER BUNDLE."""

import argparse
import importlib
import importlib.util
import os
import sys
from pathlib import Path
from typing import Any


def package() -> Any:
    """Import this folder as a package, whatever the folder is called and wherever it lies."""
    if __package__:
        return importlib.import_module(__package__)
    folder = Path(__file__).resolve().parent
    spec = importlib.util.spec_from_file_location(
        "bundle_check", folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    if spec is None or spec.loader is None:
        raise SystemExit(f"{folder}: the check is not complete; copy the whole folder")
    module = importlib.util.module_from_spec(spec)
    sys.modules["bundle_check"] = module
    spec.loader.exec_module(module)
    return module


def main() -> int:
    """Exit 0: passed, 1: failed, 2: the bundle cannot be read."""
    parser = argparse.ArgumentParser(prog="check", description="Check a plan bundle.")
    parser.add_argument("bundle", type=Path, help="folder that holds manifest.json")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    options = parser.parse_args()
    check = package()
    try:
        report = check.check_bundle(options.bundle)
    except check.BundleError as error:
        print(error, file=sys.stderr)
        return 2
    # names in a bundle may hold anything, also what the terminal cannot show
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        print(report.as_json() if options.json else report.as_text(), flush=True)
    except BrokenPipeError:  # the reader has seen enough; the exit code still tells the verdict
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0 if report.verdict == "passed" else 1


if __name__ == "__main__":
    sys.exit(main())
