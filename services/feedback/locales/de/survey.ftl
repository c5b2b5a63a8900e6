# Source language.

survey-thanks = Danke für Ihre Antworten
survey-thanks-text = Ihre Antworten sind angekommen. Niemand kann sehen, welche davon von Ihnen sind – auch wir nicht.
survey-used = Danke, dieser Stimmzettel ist schon benutzt
survey-used-text = Die Antworten dazu sind angekommen. Jeder Stimmzettel gilt einmal; ändern lässt sich nichts mehr, weil niemand weiß, welche Antworten von Ihnen sind.
survey-not-yet = Die Umfrage beginnt nach der Konferenz
survey-not-yet-text = Am { $date } ist die Konferenz zu Ende; danach können Sie antworten. Ihr Stimmzettel bleibt bis dahin gültig.
survey-closed = Die Umfrage ist beendet
survey-closed-text = Alle Stimmzettel und ihre Schlüssel sind vernichtet. Danke an alle, die geantwortet haben.
survey-no-ballot = Diesen Stimmzettel gibt es nicht
survey-no-ballot-text = Vielleicht wurde der Link in der E-Mail umgebrochen, oder ein Zeichen ist verrutscht. Bitte kopieren Sie den Link vollständig, oder geben Sie den Code von Hand ein.
survey-next-ballot = Einen anderen Code eingeben
survey-contact = Fragen? Wir helfen gern:

promise-title = Ihre Meinung, ohne Ihren Namen
promise-lead = Bevor Sie antworten, sagen wir Ihnen, was mit Ihren Antworten geschieht.
promise-no-name = Ihre Antworten enthalten nur, was Sie ankreuzen und schreiben: keinen Namen, keine Adresse, keine Uhrzeit, keine Sprache, kein Gerät. Wer was geantwortet hat, speichern wir nirgends.
promise-ballot = Ihr Stimmzettel sagt nur, dass Sie einmal antworten dürfen. Wer ihn benutzt hat, wird nicht vermerkt. Deshalb geht die Erinnerung an alle, auch an die, die schon geantwortet haben.
promise-box = Ihre Antworten kommen zuerst in einen Briefkasten, den niemand liest. Erst wenn { $box } darin liegen, werden { $group } davon ausgelost und zu den Ergebnissen gelegt. Die Organisator*innen sehen also immer nur Schritte von mindestens { $group } Antworten.
promise-cells = Zahlen, hinter denen weniger als { $group } Personen stehen, werden nicht gezeigt. Bei den Fragen nach Hindernissen sind es weniger als { $sensitive }, und sie werden erst nach dem Ende ausgewertet.
promise-too-few = Kommen bis zum Ende weniger als { $group } Antworten zusammen, werden sie alle gelöscht, und niemand liest sie.
promise-words = Was Sie in eigenen Worten schreiben, lesen die Organisator*innen erst nach dem Ende, in einer gemischten Liste ohne Ihre anderen Antworten.
promise-until = Sie können bis { $moment } antworten. Dann werden alle übrigen Stimmzettel und ihre Schlüssel vernichtet; öffnen lässt sich die Umfrage danach nicht mehr. Verlängert werden kann sie nur vorher.
promise-until-later = Nach der Konferenz können Sie 14 Tage lang antworten. Dann werden alle übrigen Stimmzettel und ihre Schlüssel vernichtet; öffnen lässt sich die Umfrage danach nicht mehr. Verlängert werden kann sie nur vorher.
promise-limits = Was wir nicht versprechen können
promise-limit-box = Solange Ihre Antworten im Briefkasten liegen, könnte jemand, der den Server selbst beherrscht, sie noch mit Ihrem Stimmzettel zusammenbringen.
promise-limit-backup = Eine Sicherungskopie aus dieser Zeit enthält den Briefkasten so, wie er damals war.
promise-limit-operator = Wer den Server betreibt, könnte vor dem Ende unbenutzte Stimmzettel missbrauchen und selbst damit antworten.
promise-limit-organisers = Wer die Konferenz organisiert, kann erfundene Personen eintragen und so selbst Stimmzettel bekommen. Sind unter den Antworten nur sehr wenige echte, sind diese deshalb schwach geschützt.
promise-limit-words = An dem, was Sie schreiben, kann man Sie vielleicht erkennen. Nennen Sie keine Namen und nichts, was nur Sie wissen können.
promise-begin = Zu den Fragen
promise-code = Code auf Ihrem Stimmzettel
promise-code-hint = 26 Buchstaben und Ziffern. Groß oder klein ist gleich, Leerzeichen stören nicht. Haben Sie eine Einladung per E-Mail bekommen, öffnen Sie einfach den Link darin.
promise-code-wrong = Dieser Code passt zu keinem Stimmzettel dieser Umfrage. Bitte vergleichen Sie ihn Zeichen für Zeichen.
promise-code-send = Weiter
