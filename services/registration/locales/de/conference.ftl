# Source language.

conference-refused-wrong-state = Das geht nicht mehr: Die Konferenz ist vorbei oder abgesagt, oder jemand anderes war schneller. Bitte laden Sie die Seite neu.
conference-refused-no-date = Der Tag steht noch nicht fest. Bitte tragen Sie zuerst das Datum ein.
conference-refused-in-the-past = Dieser Tag ist schon vorbei. Bitte wählen Sie einen, der noch kommt.
conference-refused-ends-before-start = Das Ende liegt vor dem Beginn. Bitte prüfen Sie die Uhrzeiten.
conference-refused-below-taken = So viele Plätze sind schon vergeben. Wer einen Platz hat, behält ihn; bitte nehmen Sie mindestens die Zahl der vergebenen Plätze.
conference-refused-no-capacity = Bitte geben Sie eine Zahl von 1 bis 10000 an.

conference-sign-up = Jetzt anmelden
conference-sign-up-waiting = Auf die Warteliste setzen
conference-programme = Programm
conference-facts = Auf einen Blick
conference-when = Wann
conference-date-open = Termin folgt
conference-where = Wo
conference-directions = Anreise
conference-accessibility = Barrierefreiheit vor Ort
conference-accessibility-unknown = Dazu liegt uns noch nichts vor. Schreiben Sie uns bei der Anmeldung, was Sie brauchen, oder fragen Sie die Kontaktperson.
conference-places = Plätze
conference-places-free = { $free ->
    [one] Noch ein Platz von { $capacity } ist frei.
   *[other] { $free } von { $capacity } Plätzen sind frei.
} { $waiting ->
    [0] {""}
    [one] Eine Person steht auf der Warteliste.
   *[other] { $waiting } Personen stehen auf der Warteliste.
}
conference-places-full = Alle { $capacity } Plätze sind vergeben. { $waiting ->
    [0] Auf der Warteliste steht noch niemand.
    [one] Auf der Warteliste steht eine Person.
   *[other] Auf der Warteliste stehen { $waiting } Personen.
}
conference-came = Teilgenommen haben
conference-contact = Fragen?
conference-about = Worum es geht
conference-topics = Themen
conference-workshops = Workshops
conference-people = Wer dabei ist
conference-hosts = Gastgeber*innen
conference-partners = Partner*innen
conference-regions = Aus diesen Orten
conference-follow-up = So geht es weiter
conference-asked = Was wir bei der Anmeldung fragen
conference-asked-text = Die Anmeldung ist kostenlos und braucht kein Konto.
conference-asked-privacy = Wozu wir was brauchen und wie lange wir es behalten
conference-notice-draft = Dies ist ein Entwurf. Nur Organisator*innen sehen diese Seite.
conference-notice-cancelled-title = Diese Konferenz ist abgesagt
conference-notice-cancelled = Wer angemeldet war, hat eine E-Mail bekommen.
conference-notice-over-title = Diese Konferenz ist vorbei
conference-notice-over = Danke an alle, die dabei waren. Wer angemeldet war, wird per E-Mail um eine Rückmeldung gebeten.
conference-notice-full-title = Alle Plätze sind vergeben
conference-notice-full = Sie können sich auf die Warteliste setzen. Wird ein Platz frei, bekommt ihn, wer am längsten wartet, und erfährt es per E-Mail.
