import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0010_labels_and_notices'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Enquiry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('request_key', models.UUIDField(unique=True)),
                ('name', models.CharField(max_length=120)),
                ('email', models.EmailField(blank=True, db_index=True, max_length=254)),
                ('phone_number', models.CharField(blank=True, db_index=True, max_length=15)),
                ('message', models.TextField()),
                ('language', models.CharField(max_length=2)),
                ('received_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('listing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalogue.listing')),
            ],
            options={
                'verbose_name_plural': 'enquiries',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('email', ''), models.Q(('phone_number', ''), _negated=True)), models.Q(models.Q(('email', ''), _negated=True), ('phone_number', '')), _connector='OR'), name='catalogue_enquiry_is_reached_one_way'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('answered_by__isnull', True)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='catalogue_enquiry_answered_by_somebody')],
            },
        ),
    ]
