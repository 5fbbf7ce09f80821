"""Pictures wait for a review; those there are were put up without one, and stay."""

from typing import Any

from django.db import migrations, models
from django.db.models import F


def show_what_there_is(apps: Any, schema_editor: Any) -> None:
    apps.get_model("catalogue", "Picture").objects.update(shown_at=F("added_at"))


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0002_pictures_of_listings")]

    operations = [
        migrations.AddField(
            model_name="picture",
            name="shown_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunPython(show_what_there_is, migrations.RunPython.noop, elidable=True),
    ]
