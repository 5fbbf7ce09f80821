"""Every write of reservations, a module for each noun. Whoever calls has asked who may."""
