"""What a text mentions that has the same value in every language: numbers, dates, references.

Each module has one function that takes a text and its language and returns values with their places:

>>> from aligner.text.numbers import numbers
>>> [number.value for number in numbers("24.5 млн долл. США", "ru")]
['24500000']
"""
