# Source language.

sign-in-title = Zugang für Organisator*innen
sign-in-lead = Wir schicken Ihnen einen Link, mit dem Sie sich anmelden. Ein Passwort brauchen Sie nicht.
sign-in-email = Ihre E-Mail-Adresse
sign-in-ask = Link schicken
sign-in-sent-title = Bitte sehen Sie in Ihr Postfach
sign-in-sent-lead = Wenn diese Adresse zu einem*einer Organisator*in gehört, ist der Link unterwegs. Er gilt 15 Minuten und einmal.
sign-in-sent-help = Nichts angekommen? Sehen Sie bitte auch im Spam-Ordner nach. Zu einer Adresse schicken wir höchstens fünf Links in der Stunde. Wer noch keinen Zugang hat, bekommt ihn von der Person, die Treffpunkt bei Ihnen betreibt.
sign-in-again = Noch einmal versuchen
sign-in-button-title = Jetzt anmelden
sign-in-button-lead = Mit diesem Knopf melden Sie sich auf diesem Gerät an. Die Anmeldung gilt zwölf Stunden.
sign-in-button = Anmelden
