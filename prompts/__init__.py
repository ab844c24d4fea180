"""The words that are sent to a language model: one Markdown file each, with `$name` places.

There is none yet: answers are composed of verbatim sentences, without a model.
"""
