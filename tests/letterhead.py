"""What an office writes on Indstillinger before its first letter; none of it is anybody's."""

from datetime import date
from typing import Any

LETTERHEAD: dict[str, Any] = {
    "municipality": "Ishøj Kommune",
    "department": "Center for Voksne og Velfærd",
    "office_address": "Rådhusvej 1",
    "office_city": "2635 Ishøj",
    "office_phone": "43 57 70 00",
    "office_email": "vaccination@kommunen.example",
    "booking_phone": "70 20 00 00",
    "dpo": "dpo@kommunen.example",
    "ends_on": date(2021, 8, 31),
}
