# Source language.

site-name = Treffpunkt
site-skip = Zum Inhalt springen
site-navigation = Hauptnavigation
site-languages = Sprache
site-conferences = Konferenzen
site-my-registration = Meine Anmeldung
site-my-link = Link zu meiner Anmeldung anfordern
site-organise = Organisation
site-sign-in = Zugang für Organisator*innen
site-sign-out = Abmelden
site-legal-notice = Impressum
site-privacy = Datenschutz
site-accessibility = Barrierefreiheit
site-demo = Vorführung: Alle Personen sind erfunden, und keine E-Mail verlässt diesen Rechner.

form-optional = freiwillig
form-choose = Bitte wählen
form-error = Fehler:
form-error-summary = Bitte prüfen Sie Ihre Angaben
form-leave-empty = Bitte lassen Sie dieses Feld leer
