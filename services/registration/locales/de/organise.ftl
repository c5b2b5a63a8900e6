# Source language.

tab-navigation = Seiten der Konferenz
tab-conference = Konferenz
tab-participants = Teilnehmende
tab-desk = Einlass
tab-needs = Bedarfe
tab-results = Ergebnisse
tab-mails = E-Mails

organise-title = Ihre Konferenzen
organise-import = Konferenz anlegen
organise-mails = E-Mails ansehen
organise-empty-title = Noch keine Konferenz
organise-empty-import = Legen Sie die erste an: Sie fügen dazu einen kurzen Text ein, für den es eine Vorlage gibt.
organise-empty-text = Sobald eine Konferenz für Sie eingetragen ist, steht sie hier.
organise-column-conference = Konferenz
organise-column-when = Wann und wo
organise-column-state = Stand
organise-column-taken = Plätze vergeben
organise-column-waiting = Warten
organise-column-mails = E-Mails
organise-column-results = Rückmeldungen
organise-results = Ergebnisse
organise-failing = { $count ->
    [one] eine kam nicht an
   *[other] { NUMBER($count) } kamen nicht an
}
organise-none-failing = alles in Ordnung
organise-state-draft = Entwurf
organise-state-published = Veröffentlicht
organise-state-cancelled = Abgesagt
organise-state-over = Vorbei
organise-account = Ihr Zugang
organise-everywhere-hint = Haben Sie sich auf einem fremden Gerät angemeldet oder eines verloren? Damit enden alle Ihre Anmeldungen, auch diese.
organise-everywhere = Überall abmelden

organise-import-title = Konferenzen anlegen oder ändern
organise-import-lead = Fügen Sie hier den Text Ihrer Datei ein. Neue Konferenzen werden Entwürfe; was es unter demselben Kürzel schon gibt, wird geändert.
organise-import-toml = Text der Datei (TOML)
organise-import-hint = Eine Vorlage steht unter dem Formular. Ein Fehler irgendwo bedeutet: Es wird nichts gespeichert.
organise-import-wrong = Bitte verbessern Sie die Zeilen, die oben genannt sind. Es wurde nichts gespeichert.
organise-import-send = Übernehmen
organise-import-example = Vorlage

organise-conference-title = Konferenz
organise-public-page = Öffentliche Seite ansehen
organise-figure-taken = Plätze vergeben
organise-figure-waiting = Warten
organise-figure-cancelled = Abgesagt
organise-figure-attended = Waren da
organise-figure-failing = E-Mails nicht angekommen
organise-publish = Veröffentlichen
organise-publish-text = Danach sehen alle die Seite und können sich anmelden.
organise-over = Konferenz beenden
organise-over-text = Das geschieht auch von selbst, wenn das Ende erreicht ist. Danach wird die Umfrage verschickt; neue Anmeldungen gibt es nicht mehr.
organise-capacity = Zahl der Plätze
organise-capacity-label = Plätze insgesamt
organise-capacity-hint = Werden es mehr, rücken die nach, die am längsten warten, und bekommen eine E-Mail. Weniger als vergeben sind, können es nicht werden.
organise-capacity-send = Zahl ändern
organise-cancel = Konferenz absagen
organise-cancel-summary = Ich möchte die Konferenz absagen
organise-cancel-text = Alle Angemeldeten bekommen sofort eine E-Mail. Das lässt sich nicht zurücknehmen.
organise-cancel-send = Jetzt absagen und allen schreiben

edit-heading = Zeit, Ort und Texte
edit-lead = Ändern Sie Zeit oder Ort, bekommen alle Angemeldeten eine E-Mail mit den neuen Angaben. Programm, Workshops und Listen ändern Sie, indem Sie die Datei neu einfügen:
edit-import = Datei einfügen
edit-date = Tag
edit-starts = Beginn
edit-ends = Ende
edit-city = Stadt
edit-place = Haus oder Raum
edit-address = Anschrift
edit-contact-name = Kontaktperson
edit-contact-email = E-Mail der Kontaktperson
edit-contact-phone = Telefon der Kontaktperson
edit-title = Titel
edit-send = Änderungen speichern
date-missing = Bitte geben Sie den Tag an.
date-wrong = Bitte schreiben Sie den Tag so: 2027-04-07
starts-wrong = Bitte schreiben Sie die Uhrzeit so: 09:30
ends-wrong = Bitte schreiben Sie die Uhrzeit so: 16:00
capacity-wrong = Bitte geben Sie eine ganze Zahl an.

people-title = Teilnehmende
people-search = Name, Organisation oder E-Mail
people-search-send = Suchen
people-state = Stand
people-state-all = Alle
people-state-waiting = Wartet
people-state-confirmed = Hat einen Platz
people-state-cancelled = Abgesagt
people-state-attended = War da
people-add = Person eintragen
people-csv = Liste als CSV
people-count = { $count ->
    [0] Niemand
    [one] Eine Person
   *[other] { NUMBER($count) } Personen
}
people-none-title = Niemand gefunden
people-none = Entweder hat sich noch niemand angemeldet, oder die Suche passt auf niemanden.
people-number = Nr.
people-name = Name
people-organisation = Organisation
people-mail = Letzte E-Mail
people-since = Angemeldet
people-line = Platz { $place } auf der Warteliste
people-edit = Angaben ändern
people-as-read = Die Fragen stehen hier so, wie die Person sie lesen oder am Telefon hören würde.
people-edit-send = Änderungen speichern
people-address-taken = Diese Adresse gehört schon zu einer anderen Anmeldung, oder sie wurde heute zu oft benutzt.
people-mails = E-Mails an diese Person
people-no-mails = Noch keine.
people-mail-confirmed = Bestätigung des Platzes
people-mail-waiting = Aufnahme in die Warteliste
people-mail-moved-up = Nachgerückt
people-mail-cancelled = Bestätigung der Absage
people-mail-already-signed-up = Hinweis: schon angemeldet
people-mail-my-link = Link zur Anmeldung
people-mail-conference-changed = Änderung von Zeit oder Ort
people-mail-conference-cancelled = Absage der Konferenz
people-delivery-planned = geplant
people-delivery-accepted = übergeben
people-delivery-deferred = verzögert
people-delivery-failed = nicht zugestellt
people-delivery-bounced = zurückgekommen
people-delivery-unknown = ungewiss
people-delivery-expired = zu spät
people-delivery-cancelled = nicht mehr nötig
people-cancel = Für diese Person absagen
people-cancel-text = Der Platz geht an die nächste Person auf der Warteliste. Beide bekommen eine E-Mail.
people-cancel-send = Absagen
people-add-title = Person eintragen
people-add-lead = Für alle, die lieber anrufen. Die Person bekommt dieselbe E-Mail wie alle anderen.
people-add-full = Alle Plätze sind vergeben. Die Person kommt auf die Warteliste.
people-consent-photo = Die Person ist einverstanden, auf Fotos zu sehen zu sein.
people-consent-data = Ich habe der Person gesagt, wozu wir ihre Angaben brauchen und wie lange wir sie behalten, und sie ist einverstanden.
people-add-send = Eintragen
people-known = Mit dieser Adresse ist schon jemand angemeldet. Sie finden die Anmeldung in der Liste.
people-closed = Für diese Konferenz gibt es keine Anmeldungen: Sie ist nicht veröffentlicht, vorbei oder abgesagt.
people-address-limit = Mit dieser Adresse wurde heute zu oft angefragt. Bitte versuchen Sie es morgen noch einmal.

desk-title = Einlass
desk-here = Sind da
desk-search = Name oder Organisation
desk-all = Alle zeigen
desk-none = Hier stehen alle, die einen Platz haben.
desk-tick = Ist da
desk-undo = Zurücknehmen
desk-is-here = Ist da

needs-title = Bedarfe
needs-confidential = Vertraulich: Diese Angaben sind verschlüsselt gespeichert und nur für Sie da, um zu organisieren, was gebraucht wird. Eine Woche nach der Konferenz werden sie gelöscht.
needs-none-title = Bisher hat niemand etwas angegeben
needs-none = Wer bei der Anmeldung sagt, was er oder sie braucht, steht hier.
needs-counts = Wie viele was brauchen
needs-people = Wer was braucht
needs-what = Braucht
needs-contact = Kontakt
