//! A conference to import.

/// What a test decides about a conference; the rest is the same for all.
#[derive(Clone, Debug)]
pub struct Conference {
    pub slug: String,
    pub capacity: usize,
}

impl Conference {
    pub fn new(slug: &str, capacity: usize) -> Self {
        Self { slug: slug.to_owned(), capacity }
    }

    /// The file that `treffpunkt conference import` and the page `/organise/import` take.
    pub fn toml(&self) -> String {
        let Self { slug, capacity } = self;
        format!(
            r#"[series]
slug = "gleich-teilhaben"
title.de = "GLEICH teilhaben – Regionalkonferenzen"
title.ar = "مشاركة متساوية – مؤتمرات إقليمية"
organiser = "Bundesverband Netzwerke von Migrant*innenorganisationen"
funding_note.de = "Gefördert durch die Beauftragte der Bundesregierung für Migration"

[[conference]]
slug = "{slug}"
title.de = "Erste regionale Dialogkonferenz"
title.ar = "المؤتمر الحواري الإقليمي الأول"
city = "Dortmund"
place = "Haus der Vielfalt"
address = "Beuthstraße 21, 44147 Dortmund"
date = "2031-04-07"
starts = "09:30"
ends = "16:00"
capacity = {capacity}
topics = ["Frauen mit Gewalterfahrung", "Menschen mit Behinderung"]
sectors = ["Wissenschaft", "Wohlfahrt", "Kommune", "Politik", "Migrant*innenorganisation"]
contact.name = "Rosa Beispiel"
contact.email = "rosa@treffpunkt.test"
"#
        )
    }

    pub fn page(&self) -> String {
        format!("/c/{}", self.slug)
    }

    pub fn sign_up(&self) -> String {
        format!("/c/{}/sign-up", self.slug)
    }

    pub fn results(&self) -> String {
        format!("/results/{}", self.slug)
    }

    /// The organisers' page of the conference, or one below it.
    pub fn organise(&self, below: &str) -> String {
        format!("/organise/c/{}{below}", self.slug)
    }
}
