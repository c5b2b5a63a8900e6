# Source language.

home-title = Konferenzen
home-upcoming = Nächste Konferenzen
home-none-upcoming = Im Moment steht kein neuer Termin fest.
home-past = Vergangene Konferenzen
home-day-dot = .
home-cancelled = Abgesagt
home-full = Warteliste
home-free = { $count ->
    [one] Noch ein Platz frei
   *[other] { $count } Plätze frei
}
home-empty-title = Noch keine Konferenz
home-empty-text = Sobald ein Termin feststeht, finden Sie ihn hier.
