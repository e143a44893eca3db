"""middleware.py and its stub say the same."""

import ast
import importlib.util
import inspect
import os
import unittest

from fake_host import SDK


def _load():
    spec = importlib.util.spec_from_file_location("middleware_checked", os.path.join(SDK, "middleware.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _shape_of_node(node):
    arguments = node.args
    names = [("", argument.arg) for argument in arguments.posonlyargs + arguments.args]
    defaults = [None] * (len(names) - len(arguments.defaults)) + [ast.literal_eval(d) for d in arguments.defaults]
    required = len(names) - len(arguments.defaults)
    shape = [(name, index >= required, defaults[index]) for index, (_, name) in enumerate(names)]
    if arguments.vararg:
        shape.append(("*" + arguments.vararg.arg, False, None))
    for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults):
        shape.append((argument.arg, default is not None, ast.literal_eval(default) if default else None))
    if arguments.kwarg:
        shape.append(("**" + arguments.kwarg.arg, False, None))
    return shape


def _shape_of_function(function):
    shape = []
    for parameter in inspect.signature(function).parameters.values():
        mark = {parameter.VAR_POSITIONAL: "*", parameter.VAR_KEYWORD: "**"}.get(parameter.kind, "")
        given = parameter.default is not parameter.empty
        shape.append((mark + parameter.name, given, parameter.default if given else None))
    return shape


class StubTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.module = _load()
        with open(os.path.join(SDK, "middleware.pyi"), encoding="utf-8") as file:
            cls.tree = ast.parse(file.read())

    def test_functions_agree(self):
        stub = {node.name: node for node in self.tree.body if isinstance(node, ast.FunctionDef)}
        real = {name: getattr(self.module, name) for name in self.module.__all__ if inspect.isfunction(getattr(self.module, name))}
        self.assertEqual(sorted(real), sorted(stub))
        for name, function in real.items():
            self.assertEqual(_shape_of_function(function), _shape_of_node(stub[name]), name)

    def test_classes_agree(self):
        stubs = {node.name: node for node in self.tree.body if isinstance(node, ast.ClassDef)}
        for kind in (self.module.Sender, self.module.Cron):
            stub = {node.name: node for node in stubs[kind.__name__].body if isinstance(node, ast.FunctionDef)}
            real = {
                name: value
                for name, value in inspect.getmembers(kind, inspect.isfunction)
                if name == "__init__" or not name.startswith("_") and name != "del"
            }
            self.assertEqual(sorted(real), sorted(stub))
            for name, function in real.items():
                self.assertEqual(_shape_of_function(function), _shape_of_node(stub[name]), name)

    def test_everything_public_is_documented(self):
        for name in self.module.__all__:
            self.assertTrue(getattr(self.module, name).__doc__, name)
        for name, function in inspect.getmembers(self.module.Sender, inspect.isfunction):
            self.assertTrue(name.startswith("_") or function.__doc__, name)

    def test_outside_of_the_host_a_call_says_how_to_run(self):
        with self.assertRaisesRegex(Exception, "botyard plugins run"):
            self.module.getSenderID()


if __name__ == "__main__":
    unittest.main()
