//! What a conference's page says: kept as one document, because it is shown whole and never searched.

use jiff::civil::Time;
use serde::{Deserialize, Serialize};
use shared::text::Localized;

use super::Sector;

/// The texts and lists of a conference. What is empty is left out of the page.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Content {
    pub title: Localized,
    /// The time that is kept is only provisional; such a conference cannot be published.
    pub date_is_open: bool,
    pub about: Localized,
    /// How to get there.
    pub directions: Localized,
    /// Accessibility of the venue.
    pub accessibility: Localized,
    pub programme: Vec<Item>,
    pub workshops: Vec<Workshop>,
    /// Names, as the hosts write them.
    pub hosts: Vec<String>,
    pub partners: Vec<String>,
    /// The places that the conference is for.
    pub regions: Vec<String>,
    pub topics: Vec<Localized>,
    /// What the sign-up form offers; empty stands for all. See [`Content::offered_sectors`].
    pub sectors: Vec<Sector>,
    pub contact: Contact,
    /// Whom the organisers expect, in words.
    pub expected: Localized,
    /// How many came, where a conference was held before it was brought in.
    pub came: Option<u32>,
    /// The slug of the conference that goes on from here.
    pub follow_up: Option<String>,
}

/// A point of the programme.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// On the clocks of the venue.
    pub time: Option<Time>,
    pub title: Localized,
}

/// A workshop that people may wish for.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Workshop {
    /// Letters, digits and hyphens; stable, because wishes are kept by it.
    pub code: String,
    pub title: Localized,
    pub places: Option<u32>,
}

/// The person whom participants may ask; public.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Contact {
    pub name: String,
    pub email: String,
    pub phone: String,
}

impl Contact {
    pub fn is_empty(&self) -> bool {
        self.name.is_empty() && self.email.is_empty() && self.phone.is_empty()
    }
}

impl Content {
    /// The sectors to choose from: those of the conference and *other*, or all.
    pub fn offered_sectors(&self) -> Vec<Sector> {
        if self.sectors.is_empty() {
            return Sector::ALL.to_vec();
        }
        let offered = |sector: &&Sector| **sector == Sector::Other || self.sectors.contains(sector);
        Sector::ALL.iter().filter(offered).copied().collect()
    }
}
