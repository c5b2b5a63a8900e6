//! Where people come from, professionally.

shared::words! {
    /// A sector that the sign-up form offers, by its code; the texts are `sector-<code>` of the locales.
    Sector {
        Science = "science",
        Welfare = "welfare",
        CivilSociety = "civil-society",
        Municipality = "municipality",
        Politics = "politics",
        MigrantOrganisation = "migrant-organisation",
        Other = "other",
    }
}
