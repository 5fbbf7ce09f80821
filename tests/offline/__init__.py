"""A small form of many fields and a record that many edit, for the tests of the outbox."""
