"""What all tests share: laws are not timed, as the machine they run on has other things to do.

Fixtures of more than one file stand here too.

Programs that the tests start keep their byte code, or each of them would compile all packages again.

CI looks at the same examples each time, so that it fails for what was changed; elsewhere each run seeks new ones.
"""

import os

import pytest
from hypothesis import HealthCheck, settings

from tests.tools import examples

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
settings.register_profile(
    "house", deadline=None, max_examples=examples(100), suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("ci", settings.get_profile("house"), derandomize=True)
settings.load_profile("ci" if "CI" in os.environ else "house")


@pytest.fixture
def run(capsys):
    """Return a way to run the command line: words in; code, what was said and what was complained of out."""
    from macros.__main__ import main  # noqa: PLC0415  seconds to load, and most test files do without

    def run(*words):
        capsys.readouterr()
        code = main([str(word) for word in words])
        out = capsys.readouterr()
        return code, out.out.strip(), out.err.strip()

    return run


@pytest.fixture
def put(tmp_path):
    """Return a way to put a file into the test's own folder."""

    def write(name, content):
        (tmp_path / name).write_bytes(content)
        return tmp_path / name

    return write
