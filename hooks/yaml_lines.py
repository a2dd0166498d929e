"""YAML with the line of every key, so that an error can point at it.

Only `true` and `false` are booleans and dates stay text: a language code `no` must not become
False, and a date that does not exist must be reported by us, with its line.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from hooks.problems import Problem, ProblemError, validation_problems

Lines = dict[tuple[Any, ...], int]
M = TypeVar("M", bound=BaseModel)


class _Loader(yaml.SafeLoader):
    pass


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if "timestamp" not in tag]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    if first not in "yYnNoO"
}


def load(text: str, file: str, first_line: int = 1) -> tuple[Any, Lines]:
    """The data in `text` and the line of each path of keys and indexes.

    `first_line` is the line of `file` on which `text` starts. Raises `ProblemError` when the YAML
    is broken or a key stands twice.
    """
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        lines: Lines = {(): first_line}
        if node is None:
            return None, lines
        _note_lines(node, (), first_line, lines, file)
        return loader.construct_document(node), lines
    except RecursionError as error:
        what = "an alias (*) leads to itself. Write the value out"
        raise ProblemError(Problem(file, first_line, "yaml", what)) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        raise ProblemError(
            Problem(file, line, "yaml", f"this is not valid YAML: {error.problem or error.context}")
        ) from error
    except yaml.YAMLError as error:
        raise ProblemError(Problem(file, first_line, "yaml", f"not valid YAML: {error}")) from error
    finally:
        loader.dispose()


def read_text(path: Path, file: str) -> str:
    """The text of a file. Raises `ProblemError` when it is missing or not UTF-8."""
    try:
        data = path.read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        what = f"the file cannot be read: {error.strerror}"
        raise ProblemError(Problem(file, 0, "missing-file", what)) from error
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        what = "this is not UTF-8. Save the file as UTF-8"
        raise ProblemError(Problem(file, line, "encoding", what)) from error


def read(path: Path, file: str, model: type[M], item: type[BaseModel], code: str) -> tuple[M, Lines]:
    """A YAML file as a pydantic model, and its lines.

    `item` is the model of one entry, whose descriptions the problems quote. Raises `ProblemError`.
    """
    data, lines = load(read_text(path, file), file)
    try:
        return model.model_validate(data if data is not None else {}), lines
    except ValidationError as error:
        raise ProblemError(*validation_problems(error, item, file, lines, code)) from error


def _note_lines(node: yaml.Node, path: tuple[Any, ...], first: int, lines: Lines, file: str) -> None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                what = "a key must be a word, not a list"
                raise ProblemError(Problem(file, first + key.start_mark.line, "yaml", what))
            here = (*path, key.value)
            if here in lines:
                raise ProblemError(
                    Problem(
                        file,
                        first + key.start_mark.line,
                        "yaml",
                        f"the key '{key.value}' stands twice. Keep one of them",
                    )
                )
            lines[here] = first + key.start_mark.line
            _note_lines(value, here, first, lines, file)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            lines[(*path, index)] = first + value.start_mark.line
            _note_lines(value, (*path, index), first, lines, file)
