"""The workroom: what somebody who signed in has to do, and where they do it."""
