"""What people and programs type, paste and mistype where a number is asked for."""

BAD = {
    "words": "forty",
    "below zero": "-5",
    "far too much": "1e308",
    "beyond all numbers": "1e999",
    "not a number": "NaN",
    "infinity": "inf",
    "minus infinity": "-inf",
    "sign of infinity": "∞",
    "very long": "9" * 10_000,
    "long words": "a1," * 3_000,
    "emoji": "😀💰",
    "decimal comma": "12,5",
    "foreign grouping": "12.400,50",
    "lone minus": "-",
    "lone comma": ",",
    "lone point": ".",
    "right to left": "שלום",
    "override of direction": "\u202e21",
    "mark of direction": "\u200f5",
    "space that does not break": "1\u00a02",
    "line break": "1\n2",
    "fraction": "½",
    "hexadecimal": "0x1F",
    "markup": "<b>9</b>",
    "control characters": "1\u00002\u0007",
}
"""What no field for a number takes."""
BLANK = {"nothing": "", "spaces": "   ", "space that does not break": "\u00a0", "line breaks": "\n\n"}
"""What is as good as nothing."""
SAME = {
    "other digits": "४१",
    "digits of full width": "４１",
    "spaces around": "  41 ",
    "spaces that do not break": "\u00a041\u00a0",
    "line break at the end": "41\n",
    "nothing behind the point": "41.",
    "leading zeros": "0041",
    "a plus": "+41",
}
"""All of them 41."""
