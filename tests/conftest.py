"""What all tests share: laws are not timed, as the machine they run on has other things to do."""

from hypothesis import settings

settings.register_profile("house", deadline=None)
settings.load_profile("house")
