"""What every tab may use: jobs, dialogs, settings, theme, paths and crash handling."""
