//! One field of a form.

use scraper::ElementRef;

use super::page::parse_selector;

/// A name and what a browser keeps for it.
#[derive(Clone, Debug)]
pub(super) struct Field {
    pub name: String,
    pub kind: Kind,
}

#[derive(Clone, Debug)]
pub(super) enum Kind {
    /// Text, e-mail, number, textarea …
    Text(String),
    Hidden(String),
    /// One box of perhaps many with the same name.
    Box {
        value: String,
        ticked: bool,
    },
    /// A select, or all radio buttons of one name.
    Choice {
        options: Vec<String>,
        chosen: Option<usize>,
    },
}

impl Kind {
    /// What a browser sends for it (HTML, "constructing the entry list").
    pub fn sent(&self) -> Option<String> {
        match self {
            Self::Text(value) | Self::Hidden(value) => Some(value.clone()),
            Self::Box { value, ticked } => ticked.then(|| value.clone()),
            Self::Choice { options, chosen } => chosen.map(|index| options[index].clone()),
        }
    }

    pub fn offers(&self) -> Vec<String> {
        match self {
            Self::Text(_) | Self::Hidden(_) => Vec::new(),
            Self::Box { value, .. } => vec![value.clone()],
            Self::Choice { options, .. } => options.clone(),
        }
    }

    pub fn as_box(&mut self) -> Option<(&str, &mut bool)> {
        match self {
            Self::Box { value, ticked } => Some((value, ticked)),
            _ => None,
        }
    }
}

/// A select sends its first option when none is marked (HTML, "ask for a reset").
pub(super) fn read_select(select: ElementRef<'_>) -> Kind {
    let selector = parse_selector("option:not([disabled])");
    let found: Vec<ElementRef<'_>> = select.select(&selector).collect();
    let value =
        |o: &ElementRef<'_>| o.attr("value").map_or_else(|| o.text().collect(), str::to_owned);
    let marked = found.iter().position(|option| option.attr("selected").is_some());
    let chosen = marked.or((!found.is_empty()).then_some(0));
    Kind::Choice { options: found.iter().map(value).collect(), chosen }
}
