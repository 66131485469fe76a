"""Readers for formats and services that several listings share."""
