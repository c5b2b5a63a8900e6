# Source language.

field-missing = Bitte füllen Sie dieses Feld aus.
field-wrong = Diese Angabe können wir nicht lesen. Bitte prüfen Sie sie.
field-too-long = Bitte kürzen Sie diese Angabe: Es passen höchstens { NUMBER($most) } Zeichen hinein.
email-missing = Bitte geben Sie Ihre E-Mail-Adresse an.
email-wrong = Diese E-Mail-Adresse ist nicht vollständig. Sie sieht zum Beispiel so aus: name@beispiel.de
form-too-fast = Das ging sehr schnell. Bitte prüfen Sie Ihre Angaben kurz und senden Sie das Formular noch einmal ab.
