"""How scripts are compiled: the same way for a run, for an import and for a check."""


def compiled(path):
    with open(path, "rb") as file:
        return compile(file.read(), path, "exec", dont_inherit=True)
