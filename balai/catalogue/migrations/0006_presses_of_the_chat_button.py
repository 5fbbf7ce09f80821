import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0005_revisions_and_who_reviews'),
    ]

    operations = [
        migrations.CreateModel(
            name='ChatPress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('press_count', models.PositiveIntegerField(default=1)),
                ('listing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalogue.listing')),
            ],
            options={
                'verbose_name_plural': 'chat presses',
                'constraints': [models.UniqueConstraint(fields=('listing', 'day'), name='catalogue_presses_of_a_day')],
            },
        ),
    ]
