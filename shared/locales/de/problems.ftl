# Source language.

problem-home = Zur Startseite

problem-not-found-title = Diese Seite gibt es nicht
problem-not-found-text = Vielleicht ist die Adresse nicht vollständig, oder die Konferenz ist nicht mehr veröffentlicht.
problem-forbidden-title = Dafür fehlt Ihnen die Berechtigung
problem-forbidden-text = Bitte wenden Sie sich an die Person, die Sie als Organisator*in eingetragen hat.
problem-sign-in-first-title = Bitte melden Sie sich an
problem-sign-in-first-text = Diese Seite ist für Organisator*innen.
problem-form-expired-title = Dieses Formular gilt nicht mehr
problem-form-expired-text = Bitte gehen Sie zurück, laden Sie die Seite neu und senden Sie das Formular noch einmal ab. Ihr Browser muss dafür Cookies zulassen; sie werden beim Schließen gelöscht.
problem-broken-form-title = Das Formular kam nicht vollständig an
problem-broken-form-text = Es wurde nichts gespeichert. Bitte gehen Sie zurück und versuchen Sie es noch einmal.
problem-too-large-title = Das ist zu viel auf einmal
problem-too-large-text = Es wurde nichts gespeichert. Bitte gehen Sie zurück und kürzen Sie Ihre Angaben.
problem-wrong-method-title = So lässt sich diese Seite nicht aufrufen
problem-wrong-method-text = Bitte beginnen Sie auf der Startseite.
problem-link-forged-title = Dieser Link stimmt nicht
problem-link-forged-text = Vielleicht wurde er in der E-Mail umgebrochen. Bitte kopieren Sie ihn vollständig, oder lassen Sie sich einen neuen schicken.
problem-link-expired-title = Dieser Link ist abgelaufen
problem-link-expired-text = Bitte lassen Sie sich einen neuen schicken.
problem-link-outdated-title = Es gibt einen neueren Link
problem-link-outdated-text = Bitte nehmen Sie den Link aus der neuesten E-Mail, oder lassen Sie sich einen neuen schicken.
problem-link-used-title = Dieser Link wurde schon benutzt
problem-link-used-text = Er gilt nur einmal. Bitte lassen Sie sich einen neuen schicken.
problem-too-often-title = Bitte warten Sie einen Moment
problem-too-often-text = Von Ihrem Anschluss kamen gerade sehr viele Anfragen. Bitte versuchen Sie es später noch einmal, oder rufen Sie die Kontaktperson der Konferenz an.
problem-busy-title = Gerade melden sich sehr viele an
problem-busy-text = Es wurde nichts gespeichert. Bitte versuchen Sie es in ein paar Sekunden noch einmal.
problem-internal-title = Hier ist etwas schiefgegangen
problem-internal-text = Der Fehler liegt bei uns und ist vermerkt. Bitte versuchen Sie es später noch einmal.
