"""What all tests share: laws are not timed, as the machine they run on has other things to do."""

from hypothesis import settings

from tests.tools import examples

settings.register_profile("house", deadline=None, max_examples=examples(100))
settings.load_profile("house")
