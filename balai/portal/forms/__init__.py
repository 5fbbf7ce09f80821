"""The shape of what people type on the pages that join several apps."""
