"""The validation pack: all that was told of a model when it was judged, as tables that any writer can lay out."""
