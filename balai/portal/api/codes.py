"""Codes and names as they are asked for."""

from typing import Annotated

from pydantic import Field

RegencyCode = Annotated[str, Field(pattern=r"^\d\d\.\d\d$", examples=["64.03"])]
VillageCode = Annotated[
    str, Field(pattern=r"^\d\d\.\d\d\.\d\d\.\d{4}$", examples=["64.03.01.2005"])
]
SectorCode = Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]{1,40}$", examples=["kakao"])]
