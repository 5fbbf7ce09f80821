"""Full-text search in the database that is there anyway, the same on SQLite and PostgreSQL.

An entry is what may be found of one thing: its words, and tags to narrow by. The index
answers with numbers only. Turn them into rows through the door of the thing
(`Listing.objects.shown_to(person).filter(pk__in=found.numbers)`), so that search can
never show what a page would not; put only what is public into it.

Order: all words of the query in the title, then in the text; in each, the larger weight,
then the larger number. How it works: docs/explanation/search.md.
"""

from balai.core.search.entries import Entry, Found, SimilarName
from balai.core.search.finding import Overview, facets, find, overview, suggest
from balai.core.search.index import clear, indexed_numbers, loading, put, remove
from balai.core.search.names import put_names, similar_names
from balai.core.search.synonyms import may_be_synonym, save_synonyms, synonym_groups

__all__ = [
    "Entry", "Found", "Overview", "SimilarName", "clear", "facets", "find", "indexed_numbers",
    "loading", "may_be_synonym", "overview", "put", "put_names", "remove", "save_synonyms",
    "similar_names", "suggest", "synonym_groups",
]  # fmt: skip
