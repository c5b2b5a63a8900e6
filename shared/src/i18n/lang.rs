//! The languages, and choosing one.

crate::words! {
    /// A language of the interface, by its BCP 47 tag.
    Lang { De = "de", Ar = "ar" }
}

impl Lang {
    pub const fn code(self) -> &'static str {
        self.word()
    }

    /// The language's name in itself.
    pub const fn name(self) -> &'static str {
        match self {
            Self::De => "Deutsch",
            Self::Ar => "العربية",
        }
    }

    /// The direction that it is written in, as HTML's `dir`.
    pub const fn dir(self) -> &'static str {
        match self {
            Self::De => "ltr",
            Self::Ar => "rtl",
        }
    }

    /// The first language of an `Accept-Language` header (RFC 9110, 12.5.4) that is spoken here, by its weight.
    pub fn accepted(header: &str) -> Option<Self> {
        let wish = |part: &str| {
            let (tag, weight) = part.split_once(";q=").unwrap_or((part, "1"));
            let primary = tag.trim().split('-').next()?;
            let lang: Self = primary.to_ascii_lowercase().parse().ok()?;
            Some((lang, weight.trim().parse().unwrap_or(0.0_f32)))
        };
        let wishes = header.split(',').filter_map(wish);
        let best = wishes.reduce(|best, next| if next.1 > best.1 { next } else { best });
        best.map(|(lang, _)| lang)
    }
}

#[cfg(test)]
mod tests {
    use super::Lang;

    #[test]
    fn the_best_accepted_language_that_is_spoken_here() {
        assert_eq!(Lang::accepted("ar-SY,de;q=0.8"), Some(Lang::Ar));
        assert_eq!(Lang::accepted("fr, ar;q=0.3, de-DE;q=0.7"), Some(Lang::De));
        assert_eq!(Lang::accepted("fr"), None);
        assert_eq!(Lang::accepted(";;q=,"), None);
    }
}
