"""Whether what was found answers: weighs sentences against what is asked, and decides."""
