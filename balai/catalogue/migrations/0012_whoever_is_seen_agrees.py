from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0011_enquiries_of_visitors'),
    ]

    operations = [
        migrations.AddField(
            model_name='picture',
            name='agreed_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='picture',
            name='shows_somebody',
            field=models.BooleanField(blank=True, null=True),
        ),
    ]
