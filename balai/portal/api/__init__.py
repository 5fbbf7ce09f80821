"""The second door to what the pages show: JSON for programs, at /api/v1/.

`urls`, `front`, `routes` and `problems` are loaded at the start. What is built on
django-ninja waits for the first request: see docs/adr/0015.
"""
