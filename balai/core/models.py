"""Tables that belong to no domain."""

from django.db import models


class ContentVersion(models.Model):
    """One row whose number is another after every change that a visitor could see.

    Cached pages are kept under it, so that a page from before a change is never
    served after it, whichever process answers.
    """

    number = models.BigIntegerField(default=1)
    # The second since 1970 in which something opens or closes by itself; see freshness.
    lasts_until = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="core_one_content_version"),
        ]

    def __str__(self) -> str:
        return str(self.number)


class DailyRun(models.Model):
    """The last day for which a daily task was put into the queue."""

    name = models.CharField(max_length=200, unique=True)
    day = models.DateField()

    def __str__(self) -> str:
        return f"{self.name} {self.day}"


class AuditEntry(models.Model):
    """Who did what, when, why, in which request. Written once: triggers refuse any change.

    People and things stand above core, so both are numbers here. `by_number` is empty for
    what the system did itself (set-up, an import on the command line).
    """

    at = models.DateTimeField()
    by_number = models.BigIntegerField(null=True, db_index=True)
    # A fact in the past: accounts.role_given.
    act = models.CharField(max_length=60)
    # What it was done to: accounts.role 17.
    thing = models.CharField(max_length=60)
    thing_number = models.BigIntegerField()
    # The area in which it happened, whose people may read it; empty where there is none.
    area_code = models.CharField(max_length=13, blank=True, db_index=True)
    reason = models.CharField(max_length=500, blank=True)
    request_key = models.UUIDField(null=True)

    class Meta:
        verbose_name_plural = "audit entries"
        indexes = [models.Index(fields=["thing", "thing_number"], name="core_audit_of_thing")]

    def __str__(self) -> str:
        return f"{self.act} {self.thing} {self.thing_number}"


class SettingChange(models.Model):
    """One change of what a province decides: who reviews, a sector, synonyms, a local term.

    People stand above core, so whoever changed it is a number.
    """

    setting = models.CharField(max_length=40)
    # Which of them: a kind, a sector's code, a regency's code.
    key = models.CharField(max_length=80)
    was = models.TextField(blank=True)
    became = models.TextField(blank=True)
    at = models.DateTimeField()
    by_number = models.BigIntegerField()
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["setting", "key", "-at"], name="core_change_of_setting")]

    def __str__(self) -> str:
        return f"{self.setting} {self.key}: {self.was} → {self.became}"


class SharedCacheEntry(models.Model):
    """What all processes must know of for a while: Django's database cache writes here."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name_plural = "shared cache entries"

    def __str__(self) -> str:
        return self.cache_key


class SearchEntry(models.Model):
    """Where an entry stands in the order of results, and its tags for counting.

    Its words lie beside it: on PostgreSQL in the column `words`, on SQLite in the FTS5
    table `core_searchwords`, which a trigger keeps free of words without an entry. Only
    balai.core.search writes here.
    """

    id = models.BigIntegerField(primary_key=True)
    place = models.BigIntegerField()
    tags = models.TextField()

    class Meta:
        verbose_name_plural = "search entries"

    def __str__(self) -> str:
        return f"{self.pk} {self.tags}"


class SearchSpelling(models.Model):
    """A spelling that names share, without spaces and signs: tanjungisuy."""

    thing = models.PositiveSmallIntegerField()
    spelling = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["thing", "spelling"], name="core_search_spelling_kept_once"
            ),
        ]

    def __str__(self) -> str:
        return self.spelling


class SearchName(models.Model):
    """A name as it is written, and the identity of what bears it."""

    spelling = models.ForeignKey(SearchSpelling, on_delete=models.CASCADE, related_name="names")
    identity = models.BigIntegerField(db_index=True)
    name = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.name


class SearchSlip(models.Model):
    """What is left of a spelling when a letter or two slip out, as a checksum.

    Two spellings that differ by a typing error share one; so a misspelt name is found by
    looking a few dozen checksums up, however many names there are.
    """

    pk = models.CompositePrimaryKey("checksum", "spelling_id")
    checksum = models.BigIntegerField()
    spelling = models.ForeignKey(SearchSpelling, on_delete=models.CASCADE, related_name="slips")

    def __str__(self) -> str:
        return f"{self.checksum} {self.spelling_id}"


class Synonym(models.Model):
    """A word, or a few, that those of the same group find and are found by."""

    group = models.PositiveIntegerField(db_index=True)
    word = models.CharField(max_length=80)
    # The word as the index knows it.
    stems = models.CharField(max_length=120, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "word"], name="core_synonym_said_once"),
        ]

    def __str__(self) -> str:
        return f"{self.group}: {self.word}"
