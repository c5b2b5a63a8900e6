# Source language.

head-conference = Konferenz
head-when = Wann
head-where = Wo
head-contact = Fragen? Wir helfen gern:

sign-up-title = Anmeldung
sign-up-no-account = Sie brauchen kein Konto und kein Passwort. Über einen Link in Ihrer E-Mail können Sie später alles ansehen, ändern, absagen oder löschen.
sign-up-full = Im Moment sind alle Plätze vergeben. Melden Sie sich trotzdem an: Sie kommen auf die Warteliste und rücken nach, sobald ein Platz frei wird.
sign-up-consent-data = Ich bin einverstanden, dass meine Angaben gespeichert und genutzt werden, um diese Konferenz vorzubereiten und durchzuführen.
sign-up-consent-data-hint = Das gilt auch für Ihre Angaben dazu, was Sie brauchen, wenn Sie dort etwas eingetragen haben. Sie können Ihr Einverständnis jederzeit zurücknehmen, indem Sie Ihre Anmeldung löschen.
consent-data-missing = Ohne dieses Einverständnis können wir Ihre Anmeldung nicht speichern.
name-missing = Bitte sagen Sie uns Ihren Namen.
sector-missing = Bitte wählen Sie einen Bereich. Passt keiner, nehmen Sie „Etwas anderes“.
sign-up-privacy = Was mit Ihren Angaben geschieht, steht in den Hinweisen zum Datenschutz.
sign-up-submit = Anmelden

sign-up-refused-over-title = Diese Konferenz ist schon vorbei
sign-up-refused-over-text = Anmelden können Sie sich nicht mehr. Vielleicht ist eine der nächsten etwas für Sie?
sign-up-refused-cancelled-title = Diese Konferenz findet nicht statt
sign-up-refused-cancelled-text = Sie wurde leider abgesagt. Vielleicht ist eine andere etwas für Sie?
sign-up-refused-client-title = Das waren viele Anmeldungen auf einmal
sign-up-refused-client-text = Von Ihrem Anschluss kamen in letzter Zeit sehr viele Anmeldungen für diese Konferenz. Diese haben wir nicht gespeichert. Bitte versuchen Sie es später noch einmal, oder melden Sie sich bei uns: Eine ganze Gruppe tragen wir gern für Sie ein.
sign-up-refused-address-title = Diese Adresse wurde heute schon oft eingetragen
sign-up-refused-address-text = Damit niemand mit E-Mails überschüttet wird, nehmen wir sie heute nicht mehr an. Wir haben nichts gespeichert. Bitte versuchen Sie es morgen noch einmal, oder melden Sie sich bei uns.

signed-up-title = Danke! Bitte sehen Sie in Ihr Postfach
signed-up-lead = Eine E-Mail ist auf dem Weg zu Ihnen. Meist ist sie in einer Minute da.
signed-up-mail-title = Das steht in der E-Mail
signed-up-mail-place = Ob Sie einen Platz haben oder an welcher Stelle der Warteliste Sie stehen.
signed-up-mail-link = Ihr persönlicher Link: Damit sehen Sie Ihre Angaben und können sie ändern, absagen oder alles löschen.
signed-up-mail-known = Waren Sie schon angemeldet, steht das darin, und Ihre erste Anmeldung gilt weiter.
signed-up-no-mail-title = Keine E-Mail bekommen?
signed-up-no-mail = Bitte sehen Sie auch im Spam-Ordner nach. Ist sie nach einer Stunde nicht da, stimmt vielleicht die Adresse nicht: Melden Sie sich dann noch einmal an, oder fragen Sie uns.
signed-up-back = Zurück zur Konferenz
