# Source language.

mailbox-title = Postfach der Vorführung
mailbox-lead = Hier landen alle E-Mails. Keine verlässt diesen Rechner.
mailbox-list = E-Mails, die neueste zuerst
mailbox-empty-title = Noch keine E-Mail
mailbox-empty-text = Melden Sie sich zu einer Konferenz an: Die Bestätigung erscheint hier.
mailbox-choose = Wählen Sie eine E-Mail aus.
mailbox-from = Von
mailbox-to = An
mailbox-date = Datum
mailbox-attachment = Anhang
mailbox-text = Als reiner Text
mailbox-calendar = Kalendereintrag
mailbox-source = Quelltext der E-Mail
