"""The score gauge: an arc with the rating bands, a needle, the score, its rating and the decision."""

from collections.abc import Sequence

from PySide6.QtCore import QEasingCurve, QRectF, QSize, QVariantAnimation, Slot
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.services import theme
from app.widgets.gauge_face import GaugeBand, GaugeFace, GaugeFonts
from app.widgets.gauge_painting import paint_gauge
from app.widgets.painted import Painted
from app.widgets.speaking import speak

NO_SCORE = "Fill in the marked fields to see a score"
"""What the empty gauge says unless it is given other words."""

_MOVE_MILLISECONDS = 200
_SMALLEST = 0.95
_PREFERRED = 1.2


class Gauge(Painted):
    """Shows one score among its bands; the needle glides to a new score unless reduced motion is asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._face = GaugeFace(message=NO_SCORE)
        self._reduced_motion = False
        self._motion = QVariantAnimation(self)
        self._motion.setDuration(_MOVE_MILLISECONDS)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._motion.valueChanged.connect(self._move_needle)
        self._motion.finished.connect(self._announce)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._describe()

    def set_bands(self, bands: Sequence[GaugeBand]) -> None:
        """Set the bands, from lowest to highest; the arc runs from the first minimum to the last maximum."""
        self._face = self._face._replace(bands=tuple(bands))
        self._describe()
        self.update()

    def set_score(self, score: int | None, rating: str = "", decision: str = "") -> None:
        """Show a score, its rating and its decision in words; None shows the empty gauge."""
        if score is None:
            self.show_message(NO_SCORE)
            return
        start = self._face.needle
        self._face = self._face._replace(score=score, rating=rating, decision=decision, needle=start or float(score))
        self._glide(float(score))
        self._describe()
        self.update()

    def show_message(self, message: str) -> None:
        """Show the empty gauge with words that say why there is no score, or what to do."""
        self._motion.stop()
        self._face = self._face._replace(score=None, needle=None, rating="", decision="", message=message)
        self._describe()
        self.update()

    def set_ghost(self, score: float | None) -> None:
        """Mark the score that the one on show is compared with; None marks none."""
        self._face = self._face._replace(ghost=score)
        self._describe()
        self.update()

    def set_reduced_motion(self, *, reduced: bool) -> None:
        """Let the needle jump instead of glide; it always jumps where the system asks for reduced motion."""
        self._reduced_motion = reduced

    @property
    def face(self) -> GaugeFace:
        """What is shown at this moment, for painting it elsewhere."""
        return self._face

    def is_moving(self) -> bool:
        """Whether the needle is on its way."""
        return self._motion.state() is QVariantAnimation.State.Running

    def sizeHint(self) -> QSize:
        """A gauge with room for its score, growing with the size of text."""
        fonts = GaugeFonts.on(self)
        return fonts.size(_PREFERRED * fonts.radius).toSize()

    def minimumSizeHint(self) -> QSize:
        """The smallest gauge that can be read."""
        fonts = GaugeFonts.on(self)
        return fonts.size(_SMALLEST * fonts.radius).toSize()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the face in the colours of now."""
        with QPainter(self) as painter:
            face = self._face._replace(enabled=self.isEnabled())
            paint_gauge(painter, QRectF(self.rect()), face, theme.current())

    def _glide(self, score: float) -> None:
        """Send the needle to a score; an interrupted move goes on from where the needle is."""
        self._motion.stop()
        if self._face.needle == score or not self._may_move():
            self._move_needle(score)
            self._announce()
            return
        self._motion.setStartValue(self._face.needle)
        self._motion.setEndValue(score)
        self._motion.start()

    def _may_move(self) -> bool:
        return self.isVisible() and not self._reduced_motion and not system_reduces_motion()

    @Slot("QVariant")
    def _move_needle(self, score: float) -> None:
        self._face = self._face._replace(needle=score)
        self.update()

    def _describe(self) -> None:
        """Say the gauge in words; Qt tells assistive technology when these change."""
        face = self._face
        bands = "; ".join(f"{band.rating} {band.minimum} to {band.maximum}" for band in face.bands)
        self.setToolTip(face.message if face.score is None else "")
        self.setAccessibleName(_spoken(face))
        self.setAccessibleDescription(f"Bands: {bands}" if bands else "")

    @Slot()
    def _announce(self) -> None:
        """Speak a score once it stands, not at every step of the needle."""
        speak(self, _spoken(self._face))


def system_reduces_motion() -> bool:
    """Whether the system asks for reduced motion; Qt before 6.12 cannot tell."""
    hints = QGuiApplication.styleHints()  # kept by name: what it gives dies with it
    accessibility = hints.accessibility()
    ask = getattr(accessibility, "motionPreference", None)
    return ask is not None and ask().name == "ReducedMotion"


def _spoken(face: GaugeFace) -> str:
    if face.score is None:
        return f"Credit score: none. {face.message}"
    of = f" of {face.limits()[-1]}" if face.bands else ""
    before = "" if face.ghost is None else f"before {face.ghost:.0f}"
    return ", ".join(part for part in (f"Credit score {face.score}{of}", before, face.rating, face.decision) if part)
