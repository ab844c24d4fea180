"""What the words of any text tell, without a model: dates, names, places, numbers. Pure."""
