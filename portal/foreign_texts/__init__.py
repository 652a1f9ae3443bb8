"""Texts of our packages that people see often and that have no Danish there, or not the words the portal uses.

Wagtail ships about a fifth of its texts in Danish. Listed here, they are collected with our own, and a project's
catalogue goes before those of its packages. Once a release brings the Danish, a text can go from these lists.
"""
