from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('portal', '0003_document_text'),
    ]

    operations = [
        migrations.AddField(
            model_name='documenttext',
            name='file_hash',
            field=models.CharField(blank=True, db_default='', default='', max_length=40),
        ),
        migrations.AlterField(
            model_name='documenttext',
            name='state',
            field=models.CharField(choices=[('waiting', 'Its text is about to be read, so that the search can find it.'), ('read', 'The search finds its text.'), ('cut', 'Partly read: the search finds the first part of its text. The rest is too long or cannot be read.'), ('empty', 'The search finds only its title: there is no text in it. It may be scanned.'), ('encrypted', 'The search finds only its title: it is locked with a password.'), ('broken', 'The search finds only its title: its text cannot be read. The file may be broken.'), ('too_large', 'The search finds only its title: the file is too large for its text to be read.'), ('too_hard', 'The search finds only its title: its text takes too long to read.')], default='waiting', max_length=20),
        ),
    ]
