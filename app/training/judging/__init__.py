"""All that is told of a judged model, a page for each kind of evidence."""
