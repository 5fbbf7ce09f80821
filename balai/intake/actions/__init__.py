"""What is done with receipts: kept first, run, decided, mended, put aside, purged."""
