# Source language.

participant-name = Ihr Name
participant-name-hint = So steht er auf Ihrem Namensschild und in unserer Liste für den Einlass.
participant-addressed-as = Wie dürfen wir Sie ansprechen?
participant-addressed-as-hint = Zum Beispiel „Frau Dr. Yılmaz“ oder „Hallo Kim“. So beginnen unsere E-Mails. Lassen Sie das Feld leer, nehmen wir Ihren Namen.
participant-link-in-name = Bitte schreiben Sie hier keinen Link hinein: „://“ und „www.“ gehören in keinen Namen.
participant-email = Ihre E-Mail-Adresse
participant-email-hint = An diese Adresse schicken wir Ihre Bestätigung, Änderungen und nach der Konferenz die Einladung zur anonymen Umfrage. Sonst nichts.
participant-language = In welcher Sprache dürfen wir Ihnen schreiben?
participant-language-hint = Darunter steht jede E-Mail auch auf Deutsch.
participant-organisation = Verein, Behörde oder Organisation
participant-organisation-hint = Steht auf Ihrem Namensschild. Kommen Sie für sich selbst, lassen Sie das Feld leer.
participant-sector = Aus welchem Bereich kommen Sie?
participant-sector-hint = Damit sehen wir, ob alle vertreten sind, die zusammen etwas bewegen können. Für die Förderung berichten wir davon nur Zahlen.
participant-place = Aus welchem Ort reisen Sie an?
participant-place-hint = Die Stadt oder Gemeinde genügt. Auch davon berichten wir nur Zahlen.
participant-workshop = Welchen Workshop möchten Sie besuchen?
participant-workshop-hint = Ihr Wunsch hilft uns, die Räume zu planen.
participant-needs = Was brauchen Sie, um gut teilnehmen zu können?
participant-needs-hint = Wir fragen, um es für Sie zu organisieren. Die Angaben werden verschlüsselt gespeichert, und nur wer sich darum kümmert, kann sie lesen.
participant-needs-words = Was sollen wir dazu wissen?
participant-needs-words-hint = Zum Beispiel die Sprache, in die gedolmetscht werden soll, oder das Alter der Kinder. Auch das wird verschlüsselt gespeichert.
participant-consent-photo = Ich bin einverstanden, auf Fotos der Konferenz zu sehen zu sein.
participant-consent-photo-hint = Die Veranstalter*innen berichten mit den Fotos über die Konferenz. Auch ohne Ihr Einverständnis sind Sie herzlich willkommen, und Sie können es jederzeit zurücknehmen.
