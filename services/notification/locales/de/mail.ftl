# Source language.
# Subjects say neither topic nor title of a conference: they stand on screens that others see.

mail-greeting = Guten Tag { $name },
mail-in-german = Auf Deutsch
mail-conference = Veranstaltung
mail-when = Wann
mail-where = Wo
mail-closes = Offen bis
mail-my-registration = Meine Anmeldung ansehen oder ändern
mail-link-is-yours = Der Link gilt nur für Sie. Bitte geben Sie diese E-Mail nicht weiter.
mail-contact = Haben Sie Fragen? { $name } hilft Ihnen gern:
mail-farewell = Herzliche Grüße
mail-automatic = Diese E-Mail wurde automatisch verschickt, weil Sie sich bei uns angemeldet haben. Wir erfahren nicht, ob Sie sie gelesen haben.
mail-calendar-title = Konferenz in { $city }

mail-confirmed-subject = Ihr Platz ist bestätigt: { $city }, { $date }
mail-confirmed-text =
    vielen Dank für Ihre Anmeldung. Ihr Platz ist bestätigt, wir freuen uns auf Sie!

    Der Termin liegt dieser E-Mail als Kalendereintrag bei.

    Unter dem Link sehen Sie alles, was wir von Ihnen gespeichert haben. Dort können Sie es auch berichtigen, absagen oder löschen. Wenn Sie doch nicht kommen können, sagen Sie bitte ab: Dann bekommt jemand anderes den Platz.

mail-waiting-subject = Sie stehen auf der Warteliste: { $city }, { $date }
mail-waiting-text =
    vielen Dank für Ihre Anmeldung. Im Moment sind alle Plätze vergeben. Sie stehen auf der Warteliste an Stelle { $position }.

    Sobald ein Platz frei wird und Sie an der Reihe sind, schreiben wir Ihnen. Sie müssen nichts weiter tun.

    Unter dem Link sehen Sie alles, was wir von Ihnen gespeichert haben. Dort können Sie es auch berichtigen, absagen oder löschen.

mail-moved-up-subject = Sie haben jetzt einen Platz: { $city }, { $date }
mail-moved-up-text =
    gute Nachrichten: Ein Platz ist frei geworden, und er gehört Ihnen. Wir freuen uns auf Sie!

    Der Termin liegt dieser E-Mail als Kalendereintrag bei.

    Wenn Sie nicht mehr kommen können, sagen Sie bitte unter dem Link ab: Dann bekommt die nächste Person auf der Warteliste den Platz.

mail-cancelled-subject = Ihre Teilnahme ist abgesagt: { $city }, { $date }
mail-cancelled-text =
    Ihre Teilnahme ist abgesagt. Danke, dass Sie Bescheid gegeben haben: So kann jemand anderes kommen.

    Waren Sie das nicht, oder möchten Sie doch kommen? Dann melden Sie sich bitte noch einmal an oder fragen Sie die Kontaktperson.

    Unter dem Link sehen Sie, was wir noch von Ihnen gespeichert haben, und können es löschen.

mail-already-signed-up-subject = Sie sind schon angemeldet: { $city }, { $date }
mail-already-signed-up-text =
    jemand hat das Anmeldeformular mit Ihrer E-Mail-Adresse ausgefüllt, wahrscheinlich Sie selbst. { $state ->
        [confirmed] Sie sind schon angemeldet und haben einen Platz. Es hat sich nichts geändert.
        [waiting] Sie sind schon angemeldet und stehen auf der Warteliste. Es hat sich nichts geändert.
       *[cancelled] Ihre Teilnahme ist abgesagt. Es hat sich nichts geändert.
    }

    Wenn Sie Ihre Angaben ändern möchten, geht das unter dem Link. Wenn Sie das nicht waren, müssen Sie nichts tun.

mail-my-link-subject = Der Link zu Ihrer Anmeldung: { $city }, { $date }
mail-my-link-text =
    hier ist der Link zu Ihrer Anmeldung, um den Sie gebeten haben. Ältere Links gelten nicht mehr.

    Wenn Sie nicht darum gebeten haben, müssen Sie nichts tun.

mail-conference-changed-subject = Wichtig, neuer Termin oder Ort: { $city }, { $date }
mail-conference-changed-text =
    Zeit oder Ort der Konferenz haben sich geändert. Bitte beachten Sie die neuen Angaben hier.

    { $state ->
        [waiting] Sie stehen weiter auf der Warteliste.
       *[confirmed] Ihr Platz bleibt Ihnen erhalten. Der Kalendereintrag in dieser E-Mail ersetzt den alten.
    }

    Passt es Ihnen so nicht mehr? Dann sagen Sie bitte unter dem Link ab.

mail-conference-cancelled-subject = Die Konferenz fällt aus: { $city }, { $date }
mail-conference-cancelled-text =
    leider müssen wir Ihnen mitteilen, dass die Konferenz nicht stattfindet. Bitte kommen Sie an diesem Tag nicht zum Veranstaltungsort.

    Sie müssen nichts weiter tun. Unter dem Link sehen Sie, was wir von Ihnen gespeichert haben, und können es löschen.

mail-survey-invitation-subject = Wie war es für Sie? { $city }, { $date }
mail-survey-invitation-text =
    danke, dass Sie dabei waren. Was Sie erlebt haben, hilft uns, die nächste Konferenz besser zu machen. Das dauert etwa drei Minuten.

    Ihre Antworten sind anonym: Niemand kann sehen, wer was geantwortet hat. Wie wir das sicherstellen, lesen Sie vor der ersten Frage.

    Mit dem Link kann einmal geantwortet werden. Bitte geben Sie ihn nicht weiter.
mail-survey-invitation-action = Zu den Fragen

mail-survey-reminder-subject = Noch ein paar Tage: Wie war es für Sie? { $city }, { $date }
mail-survey-reminder-text =
    in wenigen Tagen schließt die Umfrage zur Konferenz. Wenn Sie noch etwas sagen möchten, freuen wir uns sehr.

    Haben Sie schon geantwortet? Dann vielen Dank! Wir können das nicht sehen, deshalb bekommen alle diese eine Erinnerung.

    Ihre Antworten sind anonym. Mit dem Link kann einmal geantwortet werden. Bitte geben Sie ihn nicht weiter.
mail-survey-reminder-action = Zu den Fragen

mail-organiser-sign-in-subject = Ihr Link zum Anmelden
mail-organiser-sign-in-greeting = Guten Tag,
mail-organiser-sign-in-text =
    mit diesem Link melden Sie sich als Organisator*in an. Er gilt einmal und bis { $time }.

    Wenn Sie den Link nicht angefordert haben, müssen Sie nichts tun. Bitte geben Sie ihn nicht weiter.
mail-organiser-sign-in-action = Jetzt anmelden
mail-organiser-sign-in-automatic = Diese E-Mail wurde automatisch verschickt, weil jemand mit Ihrer Adresse einen Link angefordert hat.
