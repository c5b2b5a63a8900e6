# Source language.

operator-representative = Vertreten durch:
operator-missing-title = Diese Angaben fehlen noch
operator-missing = Wer diese Seite betreibt, ist hier noch nicht eingetragen. Das muss vor dem Einsatz mit echten Anmeldungen geschehen, durch die Einstellungen:

legal-notice-lead = Verantwortlich für diese Seite (§ 5 DDG):
legal-notice-series = Wer die Konferenzen veranstaltet
legal-notice-contacts = Für Fragen zu einer Konferenz steht auf deren Seite, wen Sie ansprechen können.
legal-notice-software = Die Software
legal-notice-software-text = Diese Seite läuft mit Treffpunkt, freier Software für Konferenzen von Vereinen. Schriften, Bilder und Skripte kommen nur von diesem Server.

privacy-title = Datenschutz
privacy-lead = Hier steht, was wir über Sie wissen, wozu, wie lange, und was Sie dagegen tun können (Art. 13 DSGVO).
privacy-who = Wer verantwortlich ist
privacy-organisers = Die Konferenzen veranstalten:
privacy-no-officer = Ein*e Datenschutzbeauftragte*r ist nicht eingetragen. Wenden Sie sich bitte an die Stelle oben.
privacy-officer = Datenschutzbeauftragte*r:
privacy-what = Was wir wissen und wozu
privacy-column-what = Was
privacy-column-why = Wozu
privacy-column-basis = Rechtsgrundlage
privacy-column-kept = Wie lange
privacy-must = Ohne die Angaben, die nicht freiwillig sind, können wir Ihnen keinen Platz geben und Sie nicht erreichen.

privacy-data-name = Name
privacy-data-addressed-as = Anrede
privacy-data-email = E-Mail-Adresse
privacy-data-language = Sprache für E-Mails
privacy-data-organisation = Verein, Behörde oder Organisation
privacy-data-sector = Bereich
privacy-data-place = Ort
privacy-data-workshop = Workshop-Wunsch
privacy-data-needs = Was Sie brauchen, um gut teilnehmen zu können
privacy-data-photo = Einverständnis mit Fotos
privacy-data-signed-up = Wann Sie sich angemeldet haben, Ihr Einverständnis und Ihr Platz auf der Liste
privacy-data-attended = Ob Sie da waren
privacy-data-mails = Welche E-Mails wir Ihnen geschickt haben und ob sie ankamen
privacy-data-address-limit = Wie oft mit einer E-Mail-Adresse angefragt wurde
privacy-data-client = IP-Adresse
privacy-data-cookies = Cookies für Formulare, Sprache und Ihre Anmeldung
privacy-data-organiser = E-Mail-Adresse und Aufgaben von Organisator*innen

privacy-why-signed-up = Damit die Plätze in der Reihenfolge der Anmeldungen vergeben werden und wir nachweisen können, dass Sie sich angemeldet haben.
privacy-why-attended = Für den Nachweis gegenüber den Geldgebern, wie viele Menschen da waren.
privacy-why-mails = Damit nichts doppelt kommt und wir merken, wenn eine E-Mail Sie nicht erreicht. Den Text der E-Mails zur Umfrage speichern wir nicht.
privacy-why-address-limit = Damit niemand fremde Postfächer füllt.
privacy-why-client = Damit niemand alle Plätze auf einmal belegt. Sie steht nur im Arbeitsspeicher und in keinem Protokoll.
privacy-why-cookies = Ohne sie lassen sich Formulare nicht sicher abschicken. Sie verfolgen niemanden; eine Einwilligung ist dafür nicht nötig (§ 25 Abs. 2 TDDDG).
privacy-why-organiser = Damit nur Berechtigte die Daten anderer sehen.

privacy-basis-participation = Teilnahme an der Konferenz (Art. 6 Abs. 1 b DSGVO)
privacy-basis-interest = Berechtigtes Interesse (Art. 6 Abs. 1 f DSGVO)
privacy-basis-consent = Ihre Einwilligung (Art. 6 Abs. 1 a DSGVO)
privacy-basis-explicit-consent = Ihre ausdrückliche Einwilligung (Art. 9 Abs. 2 a DSGVO)

privacy-kept-after-conference = Bis { $days } Tage nach der Konferenz, dann löschen wir es von selbst
privacy-kept-day = Einen Tag
privacy-kept-hour = Eine Stunde
privacy-kept-browser = Bis Sie den Browser schließen; die Sprache ein Jahr, Zugänge höchstens zwölf Stunden
privacy-kept-account = Solange jemand die Aufgabe hat

privacy-survey = Die Umfrage nach der Konferenz
privacy-survey-text = Ihre Antworten sind anonym: Sie werden getrennt gespeichert, ohne Namen, Adresse, Uhrzeit oder Reihenfolge, und niemand kann sie Ihnen zuordnen. Was das genau heißt und wo die Grenzen liegen, steht vor der ersten Frage.
privacy-recipients = Wer Ihre Daten bekommt
privacy-recipients-text = Die Organisator*innen der Konferenz, für die Sie sich anmelden. Was Sie zur Teilnahme brauchen, sehen nur die, die sich darum kümmern. Geldgeber bekommen nur Zahlen.
privacy-processors = In unserem Auftrag arbeiten:
privacy-processors-missing = Welches Rechenzentrum und welcher E-Mail-Dienst für uns arbeiten, ist hier noch nicht eingetragen (Einstellung OPERATOR_PROCESSORS).
privacy-no-transfer = Treffpunkt selbst gibt nichts an Dritte weiter, bindet nichts von fremden Servern ein und wertet keine Besuche aus.
privacy-rights = Ihre Rechte
privacy-rights-self = Das meiste können Sie selbst tun: Über den Link in Ihrer E-Mail sehen, berichtigen, herunterladen und löschen Sie Ihre Anmeldung.
privacy-right-access = Auskunft, was wir über Sie gespeichert haben (Art. 15 DSGVO)
privacy-right-correct = Berichtigung (Art. 16 DSGVO)
privacy-right-delete = Löschung und Einschränkung (Art. 17 und 18 DSGVO)
privacy-right-portable = Ihre Daten in einem lesbaren Format (Art. 20 DSGVO)
privacy-right-object = Widerspruch, wo wir uns auf ein berechtigtes Interesse stützen (Art. 21 DSGVO)
privacy-right-withdraw = Widerruf jeder Einwilligung, jederzeit und ohne Folgen für Ihren Platz (Art. 7 Abs. 3 DSGVO)
privacy-right-complain = Beschwerde bei der Datenschutzaufsicht Ihres Bundeslandes (Art. 77 DSGVO)
privacy-no-decision = Keine Maschine trifft Entscheidungen über Sie, außer der einen: Wer zuerst kommt, bekommt den Platz.

accessibility-title = Erklärung zur Barrierefreiheit
accessibility-lead = Alle sollen sich hier anmelden und ihre Meinung sagen können. Wir richten uns nach den Richtlinien WCAG 2.2, Stufe AA.
accessibility-done = Was wir dafür tun
accessibility-done-keyboard = Alles lässt sich mit der Tastatur bedienen, und man sieht, wo man ist.
accessibility-done-reader = Überschriften, Felder und Fehler sind so ausgezeichnet, dass Vorleseprogramme sie nennen.
accessibility-done-script = Alles geht auch ohne JavaScript, mit alten Geräten und langsamem Netz.
accessibility-done-zoom = Die Seiten passen sich von 320 Pixeln Breite an und lassen sich auf 400 Prozent vergrößern.
accessibility-done-contrast = Die Kontraste reichen aus, hell wie dunkel, und Farbe ist nie der einzige Hinweis.
accessibility-done-time = Nichts läuft ab, während Sie schreiben: Formulare gelten eine Woche.
accessibility-done-errors = Fehler stehen in Worten am Feld und oben auf der Seite, und was Sie geschrieben haben, bleibt da.
accessibility-limits = Was noch nicht gut ist
accessibility-limit-arabic = Die arabischen Texte hat eine Maschine übersetzt; ein Mensch hat sie noch nicht geprüft.
accessibility-limit-simple = Leichte Sprache und Deutsche Gebärdensprache fehlen noch.
accessibility-limit-content = Texte zu einzelnen Konferenzen schreiben die Veranstalter*innen. Nicht jeder ist in jeder Sprache da.
accessibility-tell = Sagen Sie uns, wo es hakt
accessibility-tell-text = Wir antworten und bessern nach. Schreiben Sie an
accessibility-tell-contact = die Kontaktperson Ihrer Konferenz; sie steht auf deren Seite.
accessibility-venue = Ob der Ort einer Konferenz barrierefrei ist, steht auf der Seite der Konferenz. Was Sie brauchen, können Sie bei der Anmeldung sagen.
accessibility-made = Diese Erklärung beruht auf einer eigenen Prüfung der Software.
