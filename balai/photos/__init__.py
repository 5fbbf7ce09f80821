"""Photos made safe and small, and their files: whatever they are photos of."""
