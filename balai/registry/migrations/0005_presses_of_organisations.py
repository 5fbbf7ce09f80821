import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0004_communities_and_their_members'),
    ]

    operations = [
        migrations.CreateModel(
            name='ContactPress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('press_count', models.PositiveIntegerField(default=1)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='registry.organisation')),
                ('village', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='registry.region')),
            ],
            options={
                'verbose_name_plural': 'contact presses',
                'constraints': [models.UniqueConstraint(fields=('organisation', 'village', 'day'), name='registry_presses_of_a_day')],
            },
        ),
    ]
