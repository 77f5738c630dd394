"""The files of the checkout, for tests of what the project promises about itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "npmatch"

_NOT_OURS = ("__pycache__", "_build", "build", "dist", "node_modules")


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def files(folder: Path, *suffixes: str) -> list[Path]:
    """The files below a folder that have one of these suffixes; never none, so that no test can pass on nothing."""
    found = [path for path in sorted(folder.rglob("*")) if path.suffix in suffixes and _ours(path)]
    assert found, folder
    return found


def _ours(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    return not any(part in _NOT_OURS or part.startswith(".") or part.endswith(".egg-info") for part in parts)


def public(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    """The public functions and classes of a module."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node
