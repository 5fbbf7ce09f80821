"""The shape of what people type about their accounts."""
