"""Lets assistive technology speak what has changed on the screen."""

from PySide6.QtWidgets import QWidget


def speak(widget: QWidget, text: str, *, is_alert: bool = False) -> None:
    """Speak a text about a widget at once, as an alert if it interrupts; one that is not on show says nothing."""
    if not widget.isVisible():
        return
    # Here, since the many names of QAccessible are not needed to open the window.
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent

    if not QAccessible.isActive():
        return
    if is_alert:
        QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.Alert))
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
