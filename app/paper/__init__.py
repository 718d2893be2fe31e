"""Papers to hand over: the assessment, the decline letter and the approval letter, printed or saved as PDF."""
