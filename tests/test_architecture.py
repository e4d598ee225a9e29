"""The rules of the house that a reader of imports can check."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

CODE = sorted(path for folder in ("textmine", "app", "models", "corpora") for path in (ROOT / folder).rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
PACKAGE = [path for path in CODE if path.is_relative_to(ROOT / "textmine")]
HEAVY = {
    "torch",
    "sentence_transformers",
    "transformers",
    "spacy",
    "streamlit",
    "matplotlib",
    "plotly",
    "dask",
    "onnxruntime",
}
ENCODER_LIBRARIES = {"onnxruntime", "sentence_transformers", "transformers", "torch", "tokenizers"}
UNSAFE = {"pickle", "joblib", "dill", "cloudpickle", "shelve", "marshal"}
NETWORK = {"requests", "httpx", "aiohttp", "urllib3", "socket", "http", "ftplib", "smtplib", "huggingface_hub"}


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(nodes: Iterator[ast.AST]) -> set[str]:
    """Full names of the modules that the nodes import."""
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide where a name comes from"
            found.add(str(node.module))
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in {
            "import_module",
            "__import__",
            "importlib.import_module",
        }:
            found |= {str(argument.value) for argument in node.args[:1] if isinstance(argument, ast.Constant)}
    return found


def anywhere(path: Path) -> set[str]:
    return imported(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def top_level(path: Path) -> set[str]:
    """Imports that run when the module is imported; those for type checkers do not."""

    def nodes(body: list[ast.stmt]) -> Iterator[ast.AST]:
        for node in body:
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                continue
            if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
                continue
            yield node
            for part in ("body", "orelse", "finalbody"):
                yield from nodes(getattr(node, part, []))

    return imported(nodes(ast.parse(path.read_text(encoding="utf-8")).body))


def roots(modules: set[str]) -> set[str]:
    return {module.split(".")[0] for module in modules}


def test_the_code_is_where_this_test_looks_for_it() -> None:
    assert {"textmine/cli/analysis.py", "textmine/encode/named.py", "app/main.py", "corpora/draft.py"} <= set(
        map(name, CODE)
    )
    assert "sentence_transformers" in roots(anywhere(ROOT / "textmine/encode/named.py"))
    assert "sentence_transformers" not in roots(top_level(ROOT / "textmine/encode/named.py"))
    assert "streamlit" in roots(top_level(ROOT / "app/main.py"))


def test_only_the_app_imports_streamlit() -> None:
    assert [
        name(path) for path in CODE if "streamlit" in roots(anywhere(path)) and path.parts[len(ROOT.parts)] != "app"
    ] == []


def test_the_package_never_imports_the_app_the_models_the_corpora_or_the_tests() -> None:
    above = {"app", "models", "corpora", "tests", "benchmarks"}
    assert {name(path): roots(anywhere(path)) & above for path in PACKAGE if roots(anywhere(path)) & above} == {}


def test_only_the_encode_room_loads_an_encoder() -> None:
    outside = [path for path in PACKAGE if not path.is_relative_to(ROOT / "textmine/encode")]
    outside += [path for path in CODE if path.parts[len(ROOT.parts)] in {"app", "corpora"}]
    assert {
        name(path): roots(anywhere(path)) & ENCODER_LIBRARIES
        for path in outside
        if roots(anywhere(path)) & ENCODER_LIBRARIES
    } == {}


def test_the_app_has_no_analysis_code_of_its_own() -> None:
    libraries = {"sklearn", "scipy", "numpy", "spacy", "simplemma", *ENCODER_LIBRARIES}
    app = [path for path in CODE if path.is_relative_to(ROOT / "app")]
    assert {name(path): roots(anywhere(path)) & libraries for path in app if roots(anywhere(path)) & libraries} == {}


def test_heavy_libraries_are_imported_inside_the_functions_that_need_them() -> None:
    assert {name(path): roots(top_level(path)) & HEAVY for path in PACKAGE if roots(top_level(path)) & HEAVY} == {}


def test_nothing_is_stored_as_pickle() -> None:
    assert {name(path): roots(anywhere(path)) & UNSAFE for path in CODE if roots(anywhere(path)) & UNSAFE} == {}


def test_no_module_talks_to_the_network() -> None:
    ours = [path for path in CODE if path.parts[len(ROOT.parts)] in {"textmine", "app", "corpora"}]
    found = {name(path): roots(anywhere(path)) & NETWORK for path in ours}
    assert {module: names for module, names in found.items() if names} == {}
    # Naming by a language model, which is off until the user gives an address.
    assert [name(path) for path in ours if "urllib.request" in anywhere(path)] == ["textmine/themes/language_model.py"]


def test_only_one_module_knows_where_shipped_files_lie() -> None:
    users = [path for path in PACKAGE if "_shipped" in path.read_text(encoding="utf-8")]
    assert [name(path) for path in users] == ["textmine/resources.py"]


@pytest.mark.parametrize("path", [*CODE, *TESTS], ids=name)
def test_no_module_is_over_400_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_every_module_says_what_it_is_for() -> None:
    silent = [name(path) for path in CODE if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))]
    assert silent == []


def test_the_rooms_of_the_package_depend_on_each_other_in_one_direction() -> None:
    order = [
        "ahead",
        "errors",
        "resources",
        "language",
        "encode",
        "survey",
        "privacy",
        "themes",
        "coding",
        "classify",
        "quotes",
        "store",
        "exchange",
        "report",
        "discover",
        "doctor",
        "jobs",
        "cli",
        "__main__",
    ]
    backwards = []
    for path in PACKAGE:
        room = path.relative_to(ROOT / "textmine").parts[0].removesuffix(".py")
        if room == "__init__":
            continue
        assert room in order, f"give {room} its place in this test"
        for module in top_level(path):
            parts = module.split(".")
            if (
                parts[0] == "textmine"
                and len(parts) > 1
                and parts[1] in order
                and order.index(parts[1]) > order.index(room)
            ):
                backwards.append((name(path), module))
    assert backwards == []
