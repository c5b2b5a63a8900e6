# Source language.

delivery-title = Versand der E-Mails
delivery-lead = Hier sehen Sie, ob die E-Mails ankommen, und was Sie tun können, wenn nicht.
delivery-list = Das braucht Ihren Blick
delivery-none = Alles in Ordnung: Keine E-Mail hängt fest.
delivery-retry = Noch einmal versuchen
delivery-no-name = ohne Namen

delivery-held-title = Der Versand ist angehalten
delivery-held-text = Nach einer Wiederherstellung wartet alles auf Ihr Ja: Manche dieser E-Mails sind vielleicht schon einmal verschickt worden. Links zum Anmelden für Organisator*innen gehen trotzdem hinaus.
delivery-release = Versand freigeben

delivery-trouble-title = Der Mailserver nimmt gerade nichts an
delivery-trouble-unreachable = Der Mailserver ist nicht erreichbar. Wir versuchen es von selbst weiter, nichts geht verloren. Dauert es länger als eine Stunde, fragen Sie bitte die Person, die den Server betreut.
delivery-trouble-insecure = Der Mailserver kann sich nicht ausweisen oder verschlüsselt nicht. Bitte lassen Sie die Einstellung SMTP_URL prüfen. Nichts geht verloren.
delivery-trouble-busy = Der Mailserver bittet um Geduld. Wir versuchen es von selbst weiter, nichts geht verloren.
delivery-trouble-login-refused = Der Mailserver lehnt die Anmeldung ab: Wahrscheinlich wurde das Passwort geändert. Bitte lassen Sie die Einstellung SMTP_URL prüfen. Nichts geht verloren.
delivery-trouble-sender-refused = Der Mailserver erlaubt unsere Absenderadresse nicht. Bitte lassen Sie die Einstellung MAIL_FROM prüfen. Nichts geht verloren.

delivery-state-planned = wartet
delivery-state-claimed = ist an der Reihe
delivery-state-sending = wird übergeben
delivery-state-accepted = übergeben
delivery-state-deferred = später noch einmal
delivery-state-failed = nicht zugestellt
delivery-state-unknown = ungewiss
delivery-state-expired = nicht mehr verschickt
delivery-state-cancelled = nicht mehr nötig

delivery-cause-recipient-refused = Diese E-Mail-Adresse gibt es nicht oder sie nimmt nichts an. Bitte rufen Sie die Person an und berichtigen Sie die Adresse.
delivery-cause-content-refused = Der Mailserver hat diese Nachricht abgelehnt. Bitte rufen Sie die Person an.
delivery-cause-address-unusable = An diese Adresse kann unser Mailserver nicht schicken. Bitte rufen Sie die Person an und fragen Sie nach einer anderen.
delivery-cause-later = Der Server der Person bittet um Geduld. Wir versuchen es von selbst weiter.
delivery-cause-gave-up = Der Server der Person hat uns zwei Tage lang vertröstet. Bitte rufen Sie die Person an.
delivery-cause-no-answer = Die Verbindung brach ab, bevor der Mailserver antwortete. Vielleicht ist die E-Mail angekommen. Bitte fragen Sie nach, bevor Sie es noch einmal versuchen.
delivery-cause-interrupted = Das Programm wurde mitten in der Übergabe beendet. Vielleicht ist die E-Mail angekommen. Bitte fragen Sie nach, bevor Sie es noch einmal versuchen.
delivery-cause-held = Sie geht hinaus, sobald Sie den Versand freigeben.

delivery-purpose-confirmed = Platz bestätigt
delivery-purpose-waiting = Warteliste
delivery-purpose-moved-up = Nachgerückt
delivery-purpose-cancelled = Absage der Teilnahme
delivery-purpose-already-signed-up = Schon angemeldet
delivery-purpose-my-link = Link zur Anmeldung
delivery-purpose-conference-changed = Neuer Termin oder Ort
delivery-purpose-conference-cancelled = Konferenz fällt aus
delivery-purpose-survey-invitation = Einladung zur Umfrage
delivery-purpose-survey-reminder = Erinnerung an die Umfrage
delivery-purpose-organiser-sign-in = Link zum Anmelden
