from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "balai.activities"
