"""Give each place in a sector what orders and narrows the sector's list."""

import datetime

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery

_KINDS = [
    (kind, kind)
    for kind in ("product", "attraction", "stay", "experience", "culture", "event", "story")
]


def copy_from_listings(apps, schema_editor):
    listings = apps.get_model("catalogue", "Listing").objects.filter(pk=OuterRef("listing"))
    apps.get_model("catalogue", "ListingSector").objects.update(
        kind=Subquery(listings.values("kind")),
        refreshed_at=Subquery(listings.values("refreshed_at")),
    )


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0003_pictures_wait_to_be_shown")]

    operations = [
        migrations.AlterField(
            model_name="listingsector",
            name="listing",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="sector_places",
                to="catalogue.listing",
            ),
        ),
        migrations.AddField(
            model_name="listingsector",
            name="kind",
            field=models.CharField(choices=_KINDS, default="", max_length=10),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="listingsector",
            name="refreshed_at",
            field=models.DateTimeField(default=datetime.datetime(2010, 1, 1, tzinfo=datetime.UTC)),
            preserve_default=False,
        ),
        migrations.RunPython(copy_from_listings, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="listingsector",
            index=models.Index(
                fields=["sector", "-refreshed_at", "-listing"], name="catalogue_fresh_in_sector"
            ),
        ),
        migrations.AddIndex(
            model_name="listingsector",
            index=models.Index(
                fields=["sector", "kind", "-refreshed_at", "-listing"],
                name="catalogue_fresh_sector_kind",
            ),
        ),
    ]
