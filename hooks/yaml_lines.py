"""YAML with the line of every key, so that an error can point at it.

Only `true` and `false` are booleans and dates stay text: a language code `no` must not become
False, and a date that does not exist must be reported by us, with its line.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, TypeVar, get_origin

import yaml
from pydantic import BaseModel, ValidationError

from hooks.problems import Problem, ProblemError, validation_problems

Lines = dict[tuple[Any, ...], int]
M = TypeVar("M", bound=BaseModel)
# What a person writes has far fewer; aliases of aliases can stand for more than any memory holds.
_MOST_VALUES = 100_000


class _Loader(yaml.SafeLoader):
    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        """The same, with the line of a value that its tag does not fit, such as `!!int seven`."""
        try:
            return super().construct_object(node, deep)
        except ValueError as error:
            what = f"'{getattr(node, 'value', '')}' is no {node.tag.rpartition(':')[2]}"
            raise yaml.MarkedYAMLError(problem=what, problem_mark=node.start_mark) from error


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
    lines: Lines = {(): first_line}
    try:
        return _load(text, lines, file), lines
    except RecursionError as error:
        what = "an alias (*) leads to itself. Write the value out"
        if "*" not in text:
            what = "this is nested too deep. Write it with fewer lists inside each other"
        raise ProblemError(Problem(file, first_line, "yaml", what)) from error
    except yaml.reader.ReaderError as error:
        line = first_line + text.count("\n", 0, error.position)
        what = "this is not valid YAML: a character that cannot be seen stands here. Delete it"
        raise ProblemError(Problem(file, line, "yaml", what)) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        raise ProblemError(
            Problem(file, line, "yaml", f"this is not valid YAML: {error.problem or error.context}")
        ) from error
    except yaml.YAMLError as error:
        raise ProblemError(Problem(file, first_line, "yaml", f"not valid YAML: {error}")) from error


def _load(text: str, lines: Lines, file: str) -> Any:
    """The data alone; `lines`, which holds the line of the whole, is filled."""
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return None
        _note_lines(node, (), lines[()], lines, file)
        return loader.construct_document(node)
    finally:
        loader.dispose()


# What a data file holds as a whole, in words.
_SHAPES = {
    dict: "a mapping: lines such as 'key: value', and no list",
    list: "a list: entries that begin with '- '",
}


def is_there(path: Path) -> bool:
    """Whether something has this name. A link that leads nowhere is to be reported, not passed over."""
    return os.path.lexists(path)


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
    wanted = get_origin(model.model_fields["root"].annotation)
    if data is not None and wanted in _SHAPES and not isinstance(data, wanted):
        what = f"this must be {_SHAPES[wanted]}"
        raise ProblemError(Problem(file, lines[()], code, what))
    try:
        return model.model_validate(data if data is not None or wanted is None else wanted()), lines
    except ValidationError as error:
        raise ProblemError(*validation_problems(error, item, file, lines, code)) from error


def _note_lines(node: yaml.Node, path: tuple[Any, ...], first: int, lines: Lines, file: str) -> None:
    if len(lines) > _MOST_VALUES:
        what = "there are too many values. Write out what the aliases (*) stand for, or make two files"
        raise ProblemError(Problem(file, first + node.start_mark.line, "yaml", what))
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
