# Source language.

sector-science = Wissenschaft
sector-welfare = Wohlfahrt
sector-civil-society = Zivilgesellschaft
sector-municipality = Kommune
sector-politics = Politik
sector-migrant-organisation = Migrant*innenorganisation
sector-other = Etwas anderes

need-sign-language = Verdolmetschung in Deutscher Gebärdensprache
need-speech-to-text = Schriftdolmetschen (Gesprochenes zum Mitlesen)
need-step-free = Stufenloser Zugang
need-companion = Platz für eine Begleit- oder Assistenzperson
need-interpretation = Verdolmetschung in eine andere Sprache
need-childcare = Kinderbetreuung
need-quiet-room = Ruheraum
need-diet = Besondere Ernährung oder Unverträglichkeit
