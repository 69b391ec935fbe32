"""What all tests share: laws are not timed, as the machine they run on has other things to do.

Programs that the tests start keep their byte code, or each of them would compile all packages again.

CI looks at the same examples each time, so that it fails for what was changed; elsewhere each run seeks new ones.
"""

import os

from hypothesis import HealthCheck, settings

from tests.tools import examples

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
settings.register_profile(
    "house", deadline=None, max_examples=examples(100), suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("ci", settings.get_profile("house"), derandomize=True)
settings.load_profile("ci" if "CI" in os.environ else "house")
