//! Invented people, as diverse as those who come.

use registration::conference::Sector;
use registration::participant::needs::Need;
use registration::participant::{Details, Needs, Submitted};
use shared::i18n::Lang;

const NAMES: &[(&str, Lang)] = &[
    ("Ayşe Yıldırım", Lang::De),
    ("محمد الأحمد", Lang::Ar),
    ("Olha Шевченко", Lang::De),
    ("Fatou Diop", Lang::De),
    ("Thomas Lindner", Lang::De),
    ("ريم خوري", Lang::Ar),
    ("Nguyễn Thị Lan", Lang::De),
    ("Darya Петрова", Lang::De),
    ("Kwame Mensah", Lang::De),
    ("Maria Hoffmann", Lang::De),
    ("Zeynep Öztürk", Lang::De),
    ("سامي حداد", Lang::Ar),
    ("Ewa Kowalczyk", Lang::De),
    ("Tesfaye Bekele", Lang::De),
    ("Elif Şahin", Lang::De),
    ("Jörg Weißenfels", Lang::De),
    ("Parwana احمدی", Lang::De),
    ("Ionuț Țurcanu", Lang::De),
    ("هدى منصور", Lang::Ar),
    ("Sabine Krüger", Lang::De),
];

const ORGANISATIONS: &[(&str, Sector, &str)] = &[
    ("VMDO e. V.", Sector::MigrantOrganisation, "Dortmund"),
    ("Stadt Düsseldorf, Amt für Migration", Sector::Municipality, "Düsseldorf"),
    ("Caritasverband", Sector::Welfare, "Mönchengladbach"),
    ("Hochschule, Fachbereich Soziale Arbeit", Sector::Science, "Dortmund"),
    ("Elternverein Regenbogen", Sector::MigrantOrganisation, "Essen"),
    ("Flüchtlingsrat", Sector::CivilSociety, "Halle (Saale)"),
    ("Ratsfraktion", Sector::Politics, "Krefeld"),
    ("Frauenberatungsstelle", Sector::CivilSociety, "Bochum"),
    ("Afrikanischer Kulturverein", Sector::MigrantOrganisation, "Berlin"),
];

/// The person with a number, always the same.
pub fn person(number: usize) -> Submitted {
    let (name, language) = NAMES[number % NAMES.len()];
    let (organisation, sector, place) = ORGANISATIONS[number * 5 % ORGANISATIONS.len()];
    let details = Details {
        name: name.to_owned(),
        addressed_as: String::new(),
        email: email(number),
        organisation: organisation.to_owned(),
        sector,
        place: place.to_owned(),
        language,
        workshop: String::new(),
        photo_consent: !number.is_multiple_of(3),
    };
    Submitted { details, needs: Some(needs(number)) }
}

pub fn email(number: usize) -> String {
    format!("person{number}@mail.example")
}

fn needs(number: usize) -> Needs {
    let (catalogue, words) = match number % 11 {
        2 => (vec![Need::StepFree, Need::Companion], ""),
        5 => (vec![Need::Interpretation], "Arabisch – Deutsch"),
        7 => (vec![Need::Childcare], "Zwei Kinder, 3 und 6 Jahre"),
        9 => (vec![Need::SignLanguage], ""),
        _ => (vec![], ""),
    };
    Needs { catalogue, words: words.to_owned() }
}
