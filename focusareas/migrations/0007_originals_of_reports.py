import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('focusareas', '0006_things_to_try_and_missing_reports'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReportOriginal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file_name', models.CharField(max_length=255, verbose_name='file name')),
                ('pieces', models.JSONField(default=list, verbose_name='text')),
                ('told', models.JSONField(default=dict, verbose_name='left out')),
                ('unchecked', models.JSONField(default=list, verbose_name='not checked')),
                ('report', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='original', to='focusareas.reportpage', verbose_name='report')),
            ],
            options={
                'verbose_name': 'original of a report',
                'verbose_name_plural': 'originals of reports',
            },
        ),
    ]
