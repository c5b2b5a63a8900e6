# Source language.

results-title = Ergebnisse der Umfrage
results-planned = Die Umfrage beginnt nach der Konferenz am { $date }.
results-open = Die Umfrage läuft bis { $moment }.
results-closed = Die Umfrage ist seit { $moment } beendet.
results-answers = { $count ->
    [one] Antwort
   *[other] Antworten
}
results-places = { $count ->
    [one] Platz hatte die Konferenz
   *[other] Plätze hatte die Konferenz
}
results-note-planned = Alle mit einem bestätigten Platz bekommen nach der Konferenz eine Einladung. Die Umfrage bleibt 14 Tage offen.
results-note-none-yet = Noch gibt es nichts zu sehen. Antworten warten in einem Briefkasten; sobald { $box } darin liegen, erscheinen hier die ersten { $group }.
results-note-open = Neue Antworten erscheinen in Schritten von mindestens { $group }, zufällig gezogen. Der Rest folgt am Ende, ebenso die Fragen nach Hindernissen und alles, was in eigenen Worten geschrieben wurde.
results-note-none = Es kamen weniger als { $group } Antworten zusammen. Wie versprochen wurden sie gelöscht, ohne dass jemand sie gelesen hat.
results-note-closed = Keine Zahl steht für weniger als { $group } Personen (bei Hindernissen: { $sensitive }). Wo es weniger wären, sind benachbarte Antworten zusammengezählt oder Zahlen verborgen, manchmal auch größere, damit man die kleinen nicht ausrechnen kann. Haben fast alle dasselbe gesagt, steht dort nur, wie viele es mindestens waren.
results-too-few = Zu dieser Frage gibt es zu wenige Antworten, um etwas zu zeigen.
results-hidden = verborgen
results-at-least = mindestens { $count }
results-span = { $from } – { $to }
results-as-table = Als Tabelle
results-answer = Antwort
results-people = Personen
results-no-words = Dazu hat niemand etwas geschrieben.
results-words-order = In gemischter Reihenfolge, ohne Zusammenhang mit anderen Antworten.
results-manage = Umfrage verwalten
results-prolong = Länger offen lassen …
results-until = Offen bis einschließlich
results-until-hint = Die Umfrage endet am Abend dieses Tages. Die Einladung gilt weiter.
until-missing = Bitte wählen Sie einen Tag.
results-until-earlier = Bitte wählen Sie einen späteren Tag: Verkürzt wird eine Umfrage nur, indem man sie beendet.
results-until-far = Bitte wählen Sie einen Tag im nächsten halben Jahr.
results-prolong-send = Verlängern
results-close = Jetzt beenden …
results-close-text = Danach kann niemand mehr antworten. Alle übrigen Stimmzettel und ihre Schlüssel werden vernichtet, und die Umfrage lässt sich nicht wieder öffnen.
results-close-send = Umfrage endgültig beenden
results-promise = Was den Teilnehmenden versprochen wurde
results-conference = Zur Konferenz
