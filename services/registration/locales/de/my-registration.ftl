# Source language.

my-title = Meine Anmeldung
my-back = Zurück zu meiner Anmeldung

my-standing-confirmed = Sie haben einen Platz. Wir freuen uns auf Sie!
my-standing-waiting = Sie stehen auf der Warteliste, im Moment an Stelle { $place }. Sobald Sie nachrücken, bekommen Sie eine E-Mail.
my-standing-cancelled = Sie haben abgesagt. Möchten Sie doch kommen, melden Sie sich einfach noch einmal an.
my-standing-attended = Sie waren dabei. Schön, dass Sie da waren!
my-standing-conference-cancelled = Diese Konferenz wurde leider abgesagt.

my-action-correct = Angaben ändern
my-action-cancel = Absagen
my-action-download = Meine Daten herunterladen (JSON)
my-action-delete = Alles löschen

my-survey-title = Umfrage zur Konferenz
my-survey-open = Sie ist offen bis { $until }. Den Link dazu schicken wir allen Teilnehmer*innen per E-Mail. Wer geantwortet hat, erfährt niemand, auch wir nicht: Deshalb steht es nicht hier.

my-facts-title = Das haben wir über Sie gespeichert
my-fact-none = keine Angabe
my-fact-name = Name
my-fact-addressed-as = Anrede
my-fact-email = E-Mail-Adresse
my-fact-language = Sprache der E-Mails
my-fact-organisation = Organisation
my-fact-sector = Bereich
my-fact-place = Stadt oder Gemeinde
my-fact-workshop = Workshop-Wunsch
my-fact-needs = Was Sie brauchen (verschlüsselt gespeichert)
my-fact-consent-photo = Einverständnis zu Fotos
my-photo-yes = ja
my-photo-no = nein
my-fact-consent-data = Angemeldet und mit dem Speichern einverstanden
my-fact-arrival = Laufende Nummer der Anmeldung
my-fact-attended = Teilgenommen, vermerkt
my-fact-repeated = Noch einmal mit Ihrer Adresse angemeldet
my-fact-links = Link mit Ihrer Adresse angefordert
my-asked = { NUMBER($count) ->
    [one] einmal, { $last }
   *[other] { $count }-mal, zuletzt { $last }
  }

my-mails-title = Diese E-Mails haben wir Ihnen geschickt
my-mails-none = Noch keine. Die erste ist vielleicht gerade unterwegs.
mail-purpose-confirmed = Bestätigung Ihres Platzes
mail-purpose-waiting = Aufnahme in die Warteliste
mail-purpose-moved-up = Nachricht, dass Sie nachgerückt sind
mail-purpose-cancelled = Bestätigung Ihrer Absage
mail-purpose-already-signed-up = Hinweis, dass Sie schon angemeldet sind
mail-purpose-my-link = Ihr Link zu dieser Seite
mail-purpose-conference-changed = Änderung von Zeit oder Ort
mail-purpose-conference-cancelled = Absage der Konferenz
delivery-planned = wird gleich verschickt
delivery-accepted = an Ihren E-Mail-Anbieter übergeben
delivery-deferred = verzögert, wir versuchen es weiter
delivery-failed = nicht zugestellt
delivery-bounced = zurückgekommen
delivery-unknown = nicht sicher, ob sie ankam
delivery-expired = zu spät, nicht mehr verschickt
delivery-cancelled = nicht mehr nötig, nicht verschickt

my-rights-title = Ihre Rechte
my-rights = Sie können alles herunterladen, was hier steht, jede Angabe ändern, Ihr Einverständnis zu Fotos zurücknehmen und alles löschen. Sie müssen dafür keinen Grund nennen.

my-correct-title = Angaben ändern
my-correct-lead = Ändern Sie, was nicht mehr stimmt. Bei einer neuen E-Mail-Adresse schicken wir Ihnen dorthin einen neuen Link; die älteren gelten dann nicht mehr.
my-correct-submit = Änderungen speichern
my-correct-address-refused = Diese Adresse können wir gerade nicht eintragen. Bitte nehmen Sie eine andere, oder schreiben Sie der Kontaktperson.
my-correct-address-cancelled = Sie haben abgesagt, deshalb lässt sich die Adresse hier nicht mehr ändern. Möchten Sie doch kommen, melden Sie sich mit der neuen Adresse noch einmal an.

my-new-address-title = Ihre neue Adresse ist gespeichert
my-new-address-lead = An die neue Adresse ist eine E-Mail mit einem neuen Link unterwegs. Öffnen Sie ihn, um wieder zu Ihrer Anmeldung zu kommen. Die älteren Links gelten nicht mehr.
my-new-address-no-mail = Kommt keine E-Mail, stimmt vielleicht die Adresse nicht. Bitte schreiben Sie dann der Kontaktperson der Konferenz.

my-cancel-title = Möchten Sie absagen?
my-cancel-place = Ihr Platz geht dann an die nächste Person auf der Warteliste. Sie bekommen eine E-Mail zur Bestätigung.
my-cancel-waiting = Sie verlassen dann die Warteliste. Sie bekommen eine E-Mail zur Bestätigung.
my-cancel-submit = Ja, ich sage ab
my-cancel-keep = Nein, ich bleibe angemeldet

my-delete-title = Möchten Sie alles löschen?
my-delete-what = Wir löschen alles, was wir über Sie zu dieser Konferenz gespeichert haben, auch welche E-Mails wir geschickt haben. Das lässt sich nicht rückgängig machen, und Ihre Links gelten danach nicht mehr.
my-delete-place = Damit geben Sie auch Ihren Platz oder Ihre Stelle auf der Warteliste auf. Eine E-Mail dazu schicken wir nicht mehr.
my-delete-limits = Nicht löschen können wir E-Mails, die schon in Ihrem Postfach liegen, und Antworten in der Umfrage: Niemand weiß, welche von Ihnen sind. In Sicherungskopien bleiben die Daten, bis diese überschrieben werden. Einen Prüfwert Ihrer Adresse, der Postfächer vor zu vielen E-Mails schützt, löschen wir nach einem Tag.
my-delete-submit = Ja, alles löschen

my-deleted-title = Ihre Daten sind gelöscht
my-deleted-text = Alles, was wir über Ihre Anmeldung gespeichert hatten, ist weg. Wir wünschen Ihnen alles Gute, und Sie sind jederzeit wieder willkommen.

my-link-title = Link zu meiner Anmeldung
my-link-lead = Ist die E-Mail mit Ihrem Link verloren gegangen? Wir schicken Ihnen einen neuen.
my-link-email-hint = Die Adresse, mit der Sie sich angemeldet haben. Ältere Links gelten danach nicht mehr.
my-link-submit = Link schicken

my-link-sent-title = Bitte sehen Sie in Ihr Postfach
my-link-sent-lead = Wenn Sie mit dieser Adresse angemeldet sind, ist eine E-Mail mit Ihrem Link unterwegs.
my-link-sent-no-mail = Keine E-Mail bekommen? Bitte sehen Sie auch im Spam-Ordner nach. Wir schicken höchstens einen Link in der Stunde. Vielleicht haben Sie sich auch mit einer anderen Adresse angemeldet.
