from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "balai.core"

    def ready(self) -> None:
        autodiscover_modules("reactions", "tasks")
