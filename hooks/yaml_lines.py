"""YAML with the line of every key, so that an error can point at it.

Only `true` and `false` are booleans and dates stay text: a language code `no` must not become
False, and a date that does not exist must be reported by us, with its line.
"""

from __future__ import annotations

from typing import Any

import yaml

from hooks.problems import Problem, ProblemError

Lines = dict[tuple[Any, ...], int]


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


def _note_lines(node: yaml.Node, path: tuple[Any, ...], first: int, lines: Lines, file: str) -> None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
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
