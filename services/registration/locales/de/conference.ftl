# Source language.

conference-refused-wrong-state = Das geht nicht mehr: Die Konferenz ist vorbei oder abgesagt, oder jemand anderes war schneller. Bitte laden Sie die Seite neu.
conference-refused-no-date = Der Tag steht noch nicht fest. Bitte tragen Sie zuerst das Datum ein.
conference-refused-in-the-past = Dieser Tag ist schon vorbei. Bitte wählen Sie einen, der noch kommt.
conference-refused-ends-before-start = Das Ende liegt vor dem Beginn. Bitte prüfen Sie die Uhrzeiten.
conference-refused-below-taken = So viele Plätze sind schon vergeben. Wer einen Platz hat, behält ihn; bitte nehmen Sie mindestens die Zahl der vergebenen Plätze.
conference-refused-no-capacity = Bitte geben Sie eine Zahl von 1 bis 10000 an.
