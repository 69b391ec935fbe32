"""The glossary: English in the code, Danish in the cell. This is the only bridge between the two.

Each StrEnum's value is the text that stands in a cell and in a dropdown. A docstring under each class says where.
"""

from workbook.words.calls import *  # noqa: F403  a new word needs no second line here
from workbook.words.keeping import *  # noqa: F403  a new word needs no second line here
from workbook.words.letters import *  # noqa: F403  a new word needs no second line here
from workbook.words.lists import *  # noqa: F403  a new word needs no second line here
from workbook.words.people import *  # noqa: F403  a new word needs no second line here
from workbook.words.phrases import *  # noqa: F403  a new word needs no second line here
from workbook.words.terms import *  # noqa: F403  a new word needs no second line here
from workbook.words.transport import *  # noqa: F403  a new word needs no second line here
