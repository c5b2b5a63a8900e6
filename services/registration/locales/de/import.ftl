# Source language.

import-line = Zeile { $line }: { $text }
import-not-toml = Das ist kein gültiges TOML. Der Leser meldet: { $reason }
import-unknown-key = „{ $key }“ kennen wir nicht. Bekannt sind hier: { $known }.
import-missing = Hier fehlt „{ $key }“.
import-needs-text = „{ $key }“ muss ein Text in Anführungszeichen sein.
import-needs-list = „{ $key }“ muss eine Liste in eckigen Klammern sein.
import-needs-number = „{ $key }“ muss eine ganze Zahl von { $least } bis { $most } sein, ohne Anführungszeichen.
import-needs-table = „{ $key }“ muss eine Tabelle sein, zum Beispiel [{ $key }] oder eine Angabe in geschweiften Klammern.
import-empty = „{ $key }“ ist leer. Bitte füllen Sie es aus oder lassen Sie die Zeile weg.
import-too-long = „{ $key }“ ist zu lang: Es passen höchstens { $most } Zeichen hinein.
import-list-too-long = „{ $key }“ hat zu viele Einträge: Es gehen höchstens { $most }.
import-broken-characters = „{ $key }“ enthält Steuerzeichen. Bitte nehmen Sie sie heraus.
import-no-german = „{ $key }“ braucht einen deutschen Text: { $key }.de
import-unknown-language = „{ $key }“ endet nicht auf ein Sprachkürzel wie „de“ oder „ar“.
import-bad-slug = „{ $key }“ darf nur kleine Buchstaben ohne Umlaute, Ziffern und Bindestriche enthalten, höchstens 60 Zeichen.
import-bad-date = „{ $key }“ ist kein Tag. Bitte schreiben Sie "2027-04-07" oder, für den nächsten solchen Tag, "04-07".
import-bad-time = „{ $key }“ ist keine Uhrzeit. Bitte schreiben Sie zum Beispiel "09:30".
import-bad-zone = „{ $key }“ ist keine Zeitzone. Gebraucht wird ein Name wie "Europe/Berlin".
import-bad-email = „{ $key }“ ist keine E-Mail-Adresse.
import-unknown-sector = Diesen Bereich kennen wir nicht. Bekannt sind: { $known }.
import-ends-before-start = Das Ende liegt vor dem Beginn. Bitte prüfen Sie „starts“ und „ends“.
import-slug-twice = Das Kürzel „{ $slug }“ kommt zweimal vor. Jede Konferenz braucht ihr eigenes.
import-code-twice = Das Kürzel „{ $code }“ kommt zweimal vor. Jeder Workshop braucht sein eigenes.
import-slug-taken = Das Kürzel „{ $slug }“ gehört schon zu einer Konferenz einer anderen Reihe. Bitte wählen Sie ein anderes.
import-not-your-series = Für die Reihe „{ $slug }“ fehlt Ihnen die Berechtigung. Bitte prüfen Sie das Kürzel oder wenden Sie sich an die Person, die Sie eingetragen hat.
