"""Money is whole rupiah."""


def rupiah(amount: int) -> str:
    """Write 35000 as Rp35.000, the Indonesian way in both languages."""
    return f"Rp{amount:,}".replace(",", ".")
